import type { Audience, LogEntry, LoggedActivity, Role } from '../services/conversation-log/entry.ts';
import type { Locale } from '../services/conversations.ts';
import { hasTemplate, words } from '../templates/render.ts';

/** An entry of the log as the staff reads it. */
export interface ShownEntry {
  seq: number;
  id: string;
  role: Role;
  audience: Audience;
  at: Date;
  /** Who said it. */
  who: string;
  /** The activity's type; `erased` where its content is gone. */
  type: string;
  /** The words themselves, or what happened. */
  text: string;
  /** `text` has Markdown's marks. */
  markdown?: true;
  /** The template that the bot's words came from. */
  key?: string;
  /** The buttons that were shown below it. */
  offered?: string[];
  attachments?: ShownAttachment[];
}

export interface ShownAttachment {
  name: string;
  contentType: string;
  /** Where it is read; none for what no browser should be led to. */
  url?: string;
}

/** What the desk serves itself, wherever it is reached. */
const OWN_FILES = '/v3/directline/attachments/';

export function showEntry({ activity, ...entry }: LogEntry, locale: Locale): ShownEntry {
  const { seq, id, role, audience, at } = entry;
  const shown = { seq, id, role, audience, at };
  if (!activity)
    return { ...shown, who: whoOf(role, undefined, locale), type: 'erased', text: words('inbox.entry-erased', locale) };
  const key = (activity.channelData as { policydesk?: { key?: unknown } } | null | undefined)?.policydesk?.key;
  const attachments = list(activity.attachments).map(showAttachment);
  const offered = list((activity.suggestedActions as { actions?: unknown } | null | undefined)?.actions).map(
    ({ title }) => String(title ?? ''),
  );
  return {
    ...shown,
    who: whoOf(role, activity, locale),
    type: activity.type,
    text: textOf(activity, locale),
    ...(activity.textFormat === 'markdown' && role === 'bot' ? { markdown: true as const } : {}),
    ...(typeof key === 'string' && role !== 'customer' ? { key } : {}),
    ...(offered.length > 0 ? { offered } : {}),
    ...(attachments.length > 0 ? { attachments } : {}),
  };
}

function whoOf(role: Role, activity: LoggedActivity | undefined, locale: Locale): string {
  const name = (activity?.from as { name?: unknown } | null | undefined)?.name;
  return role === 'agent' && typeof name === 'string' ? name : words(`inbox.who-${role}`, locale);
}

/** A message's words; for anything else, what happened. */
function textOf(activity: LoggedActivity, locale: Locale): string {
  const { type, name = '', value } = activity;
  if (type === 'message') {
    if (activity.text) return activity.text;
    return value === undefined ? '' : words('inbox.entry-value', locale, { value: JSON.stringify(value) });
  }
  if (name === 'handoff.status') {
    const { state, agent, note } = (value ?? {}) as { state?: string; agent?: { name?: string }; note?: string };
    const key = `inbox.handoff-${state}`;
    if (hasTemplate(key, locale)) return words(key, locale, { name: agent?.name ?? '', note: note ?? '' });
  }
  const key = `inbox.event-${type}`;
  return hasTemplate(key, locale)
    ? words(key, locale, { name })
    : words('inbox.event-event', locale, { name: name || type });
}

function showAttachment({ name, contentType, contentUrl }: Record<string, unknown>): ShownAttachment {
  const url = addressOf(contentUrl);
  return { name: String(name ?? contentType ?? ''), contentType: String(contentType ?? ''), ...(url ? { url } : {}) };
}

/** Files of the desk by their path; others only where a browser may follow. The customer chose this address. */
function addressOf(contentUrl: unknown): string | undefined {
  if (typeof contentUrl !== 'string' || !URL.canParse(contentUrl)) return undefined;
  const url = new URL(contentUrl);
  if (!/^https?:$/.test(url.protocol)) return undefined;
  return url.pathname.startsWith(OWN_FILES) ? url.pathname : url.href;
}

const list = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : [];
