import type { Locale } from '../../language/locale.ts';
import type { Audience, LoggedActivity, Role } from '../../services/conversation-log/entry.ts';
import type { StaffEntry } from '../../services/conversation-log/staff-log.ts';
import { words } from '../../templates/render.ts';
import { type ShownAttachment, showAttachment } from './attachments.ts';
import { withoutBidi } from './bidi.ts';
import { entryText } from './entry-text.ts';
import { evidenceNote } from './evidence-notes.ts';
import { cutNotes } from './held.ts';
import { identityNote } from './identity.ts';
import type { OwnFiles } from './own-files.ts';
import { nameIn, objectsIn } from './sent-texts.ts';

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

/** Files and buttons of one entry that are shown: a client may send any number. */
const MOST_ATTACHED = 20;
const MOST_OFFERED = 20;

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
  const attachments = objectsIn(activity.attachments)
    .slice(0, MOST_ATTACHED)
    .map((file) => showAttachment(file, own));
  const offered = objectsIn((activity.suggestedActions as { actions?: unknown } | null | undefined)?.actions)
    .slice(0, MOST_OFFERED)
    .map(({ title }) => nameIn(title));
  return {
    ...shown,
    who: whoOf(role, activity, locale),
    type: activity.type,
    text:
      (role === 'system' && (evidenceNote(activity, locale) ?? identityNote(activity, locale))) ||
      entryText(activity, role, locale),
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
