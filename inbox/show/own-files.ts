import type { AttachmentStore } from '../../services/attachments.ts';
import type { LogEntry } from '../../services/conversation-log/entry.ts';
import { STAFF_FILES } from '../files.ts';

/** Where the desk serves files to customers, wherever it is reached; with a signature that ends. */
const OWN_FILES = /^\/v3\/directline\/attachments\/([\w-]{1,100})\/([^/]+)$/;

/** Files of a conversation that the desk itself keeps, by their ids. */
export type OwnFiles = ReadonlySet<string>;

/** The file that an address would name if it were the desk's: whether it is, the address doesn't say. */
function named(url: URL): { id: string; name: string } | undefined {
  const [, id, name] = OWN_FILES.exec(url.pathname) ?? [];
  return id && name ? { id, name } : undefined;
}

/** Where the staff reads a file, if an address is that of a file that the desk keeps. */
export function staffAddressOf(url: URL, own: OwnFiles): string | undefined {
  const file = named(url);
  return file && own.has(file.id) ? `${STAFF_FILES}${file.id}/${file.name}` : undefined;
}

/**
 * Which of the files that these entries of one conversation point at are the desk's own, of the same conversation. Anybody
 * may write the address of such a file on a host of theirs, or of a file that somebody else sent.
 */
export async function ownFilesOf(
  entries: readonly LogEntry[],
  attachments: Pick<AttachmentStore, 'among'>,
): Promise<OwnFiles> {
  const [first] = entries;
  const ids = new Set(entries.flatMap(({ activity }) => addressesIn(activity?.attachments).map((file) => file.id)));
  return first && ids.size > 0 ? attachments.among(first.conversationId, [...ids]) : new Set();
}

const addressesIn = (attachments: unknown): { id: string }[] =>
  (Array.isArray(attachments) ? attachments : []).flatMap((file: unknown) => {
    const { contentUrl } = (file ?? {}) as { contentUrl?: unknown };
    if (typeof contentUrl !== 'string' || !URL.canParse(contentUrl)) return [];
    return named(new URL(contentUrl)) ?? [];
  });
