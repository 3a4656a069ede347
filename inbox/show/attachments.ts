import { type OwnFiles, staffAddressOf } from './own-files.ts';
import { nameIn } from './sent-texts.ts';

export interface ShownAttachment {
  name: string;
  contentType: string;
  /** Where it is read; none for what no browser should be led to. */
  url?: string;
  /** `url` holds the file itself: it is saved, not visited. */
  inline?: true;
  /** The host that `url` leads to: the customer chose it, and nothing of the house is there. */
  outside?: string;
}
/** Characters of an address that is shown. */
const MOST_IN_ADDRESS = 2_000;
/** Characters of a file that stands in the message itself: more than a message may have. */
const MOST_INLINE = 300 * 1024;

export function showAttachment(
  { name, contentType, contentUrl, content }: Record<string, unknown>,
  own: OwnFiles,
): ShownAttachment {
  // Teams names a page of its own in `contentUrl`, and the file itself in `content.downloadUrl`.
  const { downloadUrl } = (content ?? {}) as { downloadUrl?: unknown };
  const found = addressOf(downloadUrl, own) ?? addressOf(contentUrl, own);
  const type = nameIn(contentType);
  return {
    name: nameIn(name) || type,
    contentType: type,
    ...found,
  };
}

/** What a browser keeps or shows without running it. No HTML, SVG or XML: those may hold scripts. */
const HARMLESS_DATA =
  /^data:(image\/(png|jpeg|gif|webp|bmp|heic|heif|avif|tiff)|application\/pdf|text\/plain|audio\/[\w.+-]+|video\/[\w.+-]+)(;charset=[\w-]+)?;base64,[A-Za-z0-9+/=]+$/i;

/**
 * Files that the desk keeps where the staff's session reads them; small ones that a channel sent inside the message as
 * they are; others only where a browser may follow. The customer chose this address: the desk itself never asks for it.
 */
function addressOf(
  contentUrl: unknown,
  own: OwnFiles,
): Pick<ShownAttachment, 'url' | 'inline' | 'outside'> | undefined {
  if (typeof contentUrl !== 'string') return undefined;
  if (contentUrl.length <= MOST_INLINE && HARMLESS_DATA.test(contentUrl)) return { url: contentUrl, inline: true };
  if (contentUrl.length > MOST_IN_ADDRESS || !URL.canParse(contentUrl)) return undefined;
  const url = new URL(contentUrl);
  if (!/^https?:$/.test(url.protocol)) return undefined;
  const ours = staffAddressOf(url, own);
  if (ours) return { url: ours };
  // `https://insurer.example@elsewhere.test/` reads like another host.
  Object.assign(url, { username: '', password: '' });
  return { url: url.href, outside: url.host };
}
