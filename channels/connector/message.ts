import type { LoggedActivity } from '../../services/conversation-log/entry.ts';
import type { AtTheDoor, CutOff, HeldKind } from '../../services/conversation-log/held.ts';
import { type Budget, keepableText, withinBudget } from '../budget.ts';
import { safeName } from '../direct-line/file-name.ts';
import { heldIn } from './contents.ts';
import type { Given } from './fields.ts';
import { fromHtml, fromMarkdown, withoutReferences } from './markup.ts';
import { withoutMentions } from './mentions.ts';

/** Characters of a text that are kept: more than any channel of Azure Bot Service lets anybody write at once. */
export const MOST_KEPT = 100_000;

/** Bytes of what comes beside the words. A small picture inside the message fits; files come by their address. */
const BUDGET: Budget<'attachments' | 'value' | 'entities' | 'channelData'> = {
  attachments: 256 * 1024,
  value: 32 * 1024,
  entities: 16 * 1024,
  channelData: 16 * 1024,
};

/** What the staff sees beside the words as it is: files, and what a button sends. */
const SHOWN_ANYWAY = new Set<HeldKind>(['picture', 'voice', 'video', 'file', 'form']);

/** A customer's message as it is kept: their words as plain text, what else it holds, and what of it was cut. */
export function readMessage(body: Given): LoggedActivity {
  const { kept, cut: fields } = withinBudget(body, BUDGET);
  const { copies, files } = sorted(kept.attachments);
  const came = typeof body.text === 'string' ? body.text : '';
  const html = copies.join('\n');
  const words = wordsOf(came, html, body, kept.entities) || pressed(kept.value);
  const text = cutTo(words, MOST_KEPT);
  const isWordless = text.trim() === '';
  const held = heldIn({ ...kept, value: kept.value ?? body.value, attachments: files }).filter(
    ({ kind }) => isWordless || !SHOWN_ANYWAY.has(kind),
  );
  const cut: CutOff = {
    ...(text.length < words.length ? { text: { had: words.length, kept: text.length } } : {}),
    ...(fields.length > 0 ? { fields } : {}),
  };
  const received = {
    ...(came !== words && came !== '' ? { text: cutTo(keepableText(came), MOST_KEPT) } : {}),
    ...(came !== words && typeof body.textFormat === 'string' ? { textFormat: body.textFormat.slice(0, 20) } : {}),
    ...(html !== '' && fromHtml(html) !== words ? { html } : {}),
  };
  const { value, entities, channelData } = kept;
  const door: AtTheDoor = {
    ...(isWordless && held.length === 0 ? { held: [{ kind: 'nothing' }] } : held.length > 0 ? { held } : {}),
    ...(Object.keys(cut).length > 0 ? { cut } : {}),
    ...(Object.keys(received).length > 0 ? { received } : {}),
  };
  const more = { value, entities, channelData, ...(files.length > 0 ? { attachments: files } : {}) };
  return {
    type: 'message',
    ...(text === '' ? {} : { text, textFormat: 'plain' }),
    ...Object.fromEntries(Object.entries(more).filter(([, content]) => content !== undefined)),
    ...door,
  };
}

/** The customer's words, without the channel's marks; those of the copy in HTML where the text itself has none. */
function wordsOf(came: string, html: string, { textFormat, recipient }: Given, entities: unknown): string {
  const text = keepableText(came);
  const to = recipient as { id?: unknown; name?: unknown } | undefined;
  const named = withoutMentions(text, entities, to);
  const spoken = plain(named, textFormat);
  // What the bot's name stood beside goes with it; a customer's own spaces stay.
  if (spoken.trim() !== '') return named === text ? spoken : spoken.trim();
  if (text.trim() !== '') return '';
  return html === '' ? text : fromHtml(withoutMentions(html, entities, to));
}

function plain(text: string, format: unknown): string {
  if (format === 'xml' || format === 'html') return fromHtml(text);
  // Teams and Skype leave <at> in what they call plain, and write a customer's & as &amp;.
  const named = text.replace(/<\/?at(?:\s[^<>]{0,200})?>/gi, '');
  return format === 'markdown' ? fromMarkdown(named) : withoutReferences(named);
}

/** A button of a card that says its words in `value`. */
const pressed = (value: unknown): string => (typeof value === 'string' ? cutTo(value, 1_000) : '');

/** Files, and what isn't one: Teams sends what was said once more as an attachment of HTML. */
function sorted(attachments: unknown): { copies: string[]; files: unknown[] } {
  const copies: string[] = [];
  const files: unknown[] = [];
  for (const given of Array.isArray(attachments) ? attachments : []) {
    if (typeof given !== 'object' || given === null || Array.isArray(given)) continue;
    const { contentType, content, contentUrl, name } = given as Given;
    const isCopy = contentType === 'text/html' && typeof content === 'string' && contentUrl === undefined;
    if (isCopy) copies.push(content);
    else files.push(typeof name === 'string' ? { ...given, name: safeName(name) } : given);
  }
  return { copies, files };
}

/** The first characters; half of one is none. */
const cutTo = (text: string, most: number): string =>
  text.length <= most ? text : text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
