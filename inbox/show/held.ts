import type { Locale } from '../../language/locale.ts';
import type { LoggedActivity } from '../../services/conversation-log/entry.ts';
import { atTheDoor, type HeldKind } from '../../services/conversation-log/held.ts';
import { hasTemplate, words } from '../../templates/render.ts';

/** What the staff sees of a file as it is. */
const FILES: ReadonlySet<HeldKind> = new Set(['picture', 'voice', 'video', 'file']);

/** What a message holds beside its words and files, a line each: a place, a contact, a sticker. */
export function heldNotes(activity: LoggedActivity, locale: Locale): string[] {
  const files = Array.isArray(activity.attachments) ? activity.attachments.length : 0;
  return (atTheDoor(activity).held ?? [])
    .filter(({ kind }) => hasTemplate(`inbox.holds-${kind}`, locale) && !(files > 0 && FILES.has(kind)))
    .map(({ kind, words: which = '' }) => words(`inbox.holds-${kind}`, locale, { words: which }));
}

/** What of a message couldn't be kept, a line each. */
export function cutNotes(activity: LoggedActivity, locale: Locale): string[] {
  const { text, fields = [] } = atTheDoor(activity).cut ?? {};
  const names = fields.map((field) => {
    const key = `inbox.cut-${field}`;
    return hasTemplate(key, locale) ? words(key, locale) : field;
  });
  return [
    ...(text ? [words('inbox.cut-text', locale, { ...text })] : []),
    ...(names.length > 0 ? [words('inbox.cut-fields', locale, { fields: names })] : []),
  ];
}
