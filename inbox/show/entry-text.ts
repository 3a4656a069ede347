import type { Locale } from '../../language/locale.ts';
import type { LoggedActivity, Role } from '../../services/conversation-log/entry.ts';
import { hasTemplate, words } from '../../templates/render.ts';
import { heldNotes } from './held.ts';
import { nameIn, textIn } from './sent-texts.ts';

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
export function entryText(activity: LoggedActivity, role: Role, locale: Locale): string {
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
  activity.type === 'messageUpdate' ? entryText({ ...activity, type: 'message' }, role, locale) : textIn(activity.text);
