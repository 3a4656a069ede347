import type { Locale } from '../../language/locale.ts';
import type { Audience, LoggedActivity, Role } from '../../services/conversation-log/entry.ts';
import type { StaffEntry } from '../../services/conversation-log/staff-log.ts';
import { ANSWERED, ARCHIVED, type ArchivedValue, ERASED, RESTORED, SHOWN } from '../../services/evidence/entries.ts';
import { hasTemplate, words } from '../../templates/render.ts';
import { withoutBidi } from './bidi.ts';
import { shortened } from './folded.ts';
import { cutNotes, heldNotes } from './held.ts';
import { type OwnFiles, staffAddressOf } from './own-files.ts';

/** An entry of the log as the staff reads it. */
export interface ShownEntry {
  seq: number;
  id: string;
  role: Role;
  audience: Audience;
  at: Date;
  /** Who said it. */
  who: string;
  /** The activity's type; `erased` where its content is gone, `archived` where an archive has it. */
  type: string;
  /** The words themselves, or what happened. */
  text: string;
  /** `text` has Markdown's marks. */
  markdown?: true;
  /** The template that the bot's words came from. */
  key?: string;
  /** The buttons that were shown below it. */
  offered?: string[];
  /** The `id` of the entry that this one says something of: that it wasn't delivered, was changed or taken back. */
  about?: string;
  attachments?: ShownAttachment[];
  /** What of it couldn't be kept. */
  notes?: string[];
  /** The file of the archive that has it, and since which day. */
  archived?: { file: string; on: string };
}

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

/** Files and buttons of one entry that are shown, and characters of their names and addresses: a client may send any number. */
const MOST_ATTACHED = 20;
const MOST_OFFERED = 20;
const MOST_IN_NAME = 200;
const MOST_IN_ADDRESS = 2_000;
/** Characters of a file that stands in the message itself: more than a message may have. */
const MOST_INLINE = 300 * 1024;

const NONE: OwnFiles = new Set();

/** An entry as the staff reads it; `own` are the files of its conversation that the desk keeps. */
export function showEntry({ activity, archived, ...entry }: StaffEntry, locale: Locale, own = NONE): ShownEntry {
  const { seq, id, role, audience, at } = entry;
  const shown = { seq, id, role, audience, at };
  if (!activity) {
    const what = archived
      ? { type: 'archived', text: words('inbox.entry-archived', locale, archived), archived }
      : { type: 'erased', text: words('inbox.entry-erased', locale) };
    return { ...shown, who: whoOf(role, undefined, locale), ...what };
  }
  const key = (activity.channelData as { policydesk?: { key?: unknown } } | null | undefined)?.policydesk?.key;
  const about = aboutOf(activity, role);
  const notes = role === 'customer' ? cutNotes(activity, locale) : [];
  const attachments = list(activity.attachments)
    .slice(0, MOST_ATTACHED)
    .map((file) => showAttachment(file, own));
  const offered = list((activity.suggestedActions as { actions?: unknown } | null | undefined)?.actions)
    .slice(0, MOST_OFFERED)
    .map(({ title }) => nameIn(title));
  return {
    ...shown,
    who: whoOf(role, activity, locale),
    type: activity.type,
    text: (role === 'system' && evidenceNote(activity, locale)) || textOf(activity, role, locale),
    ...(activity.textFormat === 'markdown' && role === 'bot' ? { markdown: true as const } : {}),
    ...(typeof key === 'string' && role !== 'customer' ? { key } : {}),
    ...(offered.length > 0 && role !== 'customer' ? { offered } : {}),
    ...(about === undefined ? {} : { about }),
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(notes.length > 0 ? { notes } : {}),
  };
}

/** Only what the desk itself wrote down points anywhere. */
function aboutOf({ type, name, value, replyToId }: LoggedActivity, role: Role): string | undefined {
  const isOurs = role === 'system' && name === 'delivery.refused';
  const about = isOurs
    ? (value as { entry?: unknown } | null)?.entry
    : /^message(Update|Delete)$/.test(type)
      ? replyToId
      : undefined;
  return typeof about === 'string' ? about : undefined;
}

function whoOf(role: Role, activity: LoggedActivity | undefined, locale: Locale): string {
  const name = (activity?.from as { name?: unknown } | null | undefined)?.name;
  return role === 'agent' && typeof name === 'string' ? withoutBidi(name) : words(`inbox.who-${role}`, locale);
}

/** What the desk noted about the evidence in the log, where it is such a note. */
function evidenceNote({ name, value }: LoggedActivity, locale: Locale): string | undefined {
  const { clauses, answer, by, why, entries, archives } = (value ?? {}) as Record<string, unknown>;
  if (name === ARCHIVED || name === RESTORED)
    return words(`inbox.evidence-${name === ARCHIVED ? 'archived' : 'restored'}`, locale, archivedData(value));
  const notes: Record<string, [key: string, data: Record<string, unknown>]> = {
    [SHOWN]: ['shown', { clauses: list(clauses) }],
    [ANSWERED]: [answer === 'understood' ? 'understood' : 'not-understood', {}],
    [ERASED]: ['erased', { by, why, count: list(entries).length, archives }],
  };
  const [key, data] = notes[name ?? ''] ?? [];
  return key && words(`inbox.evidence-${key}`, locale, data);
}

/** How many entries were archived or put back, and from or to which file. */
function archivedData(value: unknown): Record<string, unknown> {
  const { entries = [], archive } = (value ?? {}) as Partial<ArchivedValue>;
  return { count: entries.reduce((sum, [first, last]) => sum + last - first + 1, 0), file: archive?.file };
}

/** What the names of events look like; another is no name but words, which might be taken for the desk's. */
const NAME_OF_EVENT = /^[\w./:-]{1,100}$/;

/** What `handoff.status` says. */
interface HandoffNoted {
  state?: string;
  agent?: { name?: string };
  from?: { name?: string };
  note?: string;
}

/** A message's words; for anything else, what happened. Of what a customer's client says that happened, that it says so. */
function textOf(activity: LoggedActivity, role: Role, locale: Locale): string {
  const { type, name = '', value } = activity;
  if (type === 'message') {
    const text = textIn(activity.text);
    const form =
      text !== '' || value === undefined ? '' : words('inbox.entry-value', locale, { value: JSON.stringify(value) });
    return [text, ...(role === 'customer' ? heldNotes(activity, locale) : []), form].filter(Boolean).join('\n');
  }
  if (role === 'customer' && (type === 'event' || !hasTemplate(`inbox.event-${type}`, locale)))
    return words('inbox.event-from-customer', locale, { name: NAME_OF_EVENT.test(name) ? name : '' });
  if (name === 'delivery.refused') {
    const { reason } = (value ?? {}) as { reason?: string };
    const key = `inbox.not-delivered-${reason}`;
    return words(hasTemplate(key, locale) ? key : 'inbox.not-delivered-refused', locale);
  }
  if (name === 'handoff.status') {
    const { state, agent, from, note } = (value ?? {}) as HandoffNoted;
    const key = `inbox.handoff-${state}`;
    if (hasTemplate(key, locale))
      return words(key, locale, { name: agent?.name ?? '', from: from?.name ?? '', note: note ?? '' });
  }
  const key = `inbox.event-${type}`;
  return hasTemplate(key, locale)
    ? words(key, locale, { name, text: saidIn(activity, role, locale), action: nameIn(activity.action) })
    : words('inbox.event-event', locale, { name: name || type });
}

/** What a change says now, as the message itself would be shown. */
const saidIn = (activity: LoggedActivity, role: Role, locale: Locale): string =>
  activity.type === 'messageUpdate' ? textOf({ ...activity, type: 'message' }, role, locale) : textIn(activity.text);

function showAttachment(
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

/** A text of an activity; what a client sent in its place is none. */
const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A name that a client sent: short, and written in one direction. */
const nameIn = (value: unknown): string => shortened(withoutBidi(textIn(value)), MOST_IN_NAME);

const list = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : [];
