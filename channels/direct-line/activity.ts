import { Problem } from '../../http/problem.ts';
import type { LoggedActivity } from '../../services/conversation-log/entry.ts';

/** Characters that a message may have. */
export const MOST_CHARACTERS = 4_000;
/** Bytes of JSON that `value`, `channelData`, `attachments` and `entities` may have together. */
const MOST_EXTRA_BYTES = 64 * 1024;
const MOST_DEPTH = 24;
/** Characters of a time and a zone. */
const MOST_LOCAL = 64;

/** Activity types that a customer's client may send. `typing` is answered, not kept. */
const TYPES = new Set(['message', 'event', 'typing', 'messageReaction', 'endOfConversation']);

const bad = (message: string) => new Problem(400, 'BadArgument', message);

/**
 * An activity as a client sent it, checked: only what the desk knows is kept. `withFiles` where its files come beside
 * it. Throws a {@link Problem}.
 */
export function readActivity(body: Record<string, unknown>, { withFiles = false } = {}): LoggedActivity {
  // Serializers write what isn't there as null.
  const given = Object.fromEntries(Object.entries(body).filter(([, content]) => content !== null));
  const { type, text, textFormat, locale, name, value, channelData, attachments, entities } = given;
  if (typeof type !== 'string' || !TYPES.has(type))
    throw bad(`the activity's type must be one of ${[...TYPES].join(', ')}`);
  const activity: LoggedActivity = { type };
  if (text !== undefined) {
    if (typeof text !== 'string') throw bad("the activity's text must be a string");
    if (text.length > MOST_CHARACTERS)
      throw new Problem(
        413,
        'MessageTooLong',
        `a message may have at most ${MOST_CHARACTERS} characters: send it in parts`,
      );
    activity.text = text;
  }
  if (textFormat === 'plain' || textFormat === 'markdown') activity.textFormat = textFormat;
  if (typeof locale === 'string' && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(locale)) activity.locale = locale;
  for (const field of ['localTimestamp', 'localTimezone'] as const) {
    const content = given[field];
    if (typeof content === 'string' && content.length <= MOST_LOCAL) activity[field] = content;
  }
  if (name !== undefined) {
    if (typeof name !== 'string' || name.length > 200)
      throw bad("the activity's name must be a string of at most 200 characters");
    activity.name = name;
  }
  if (attachments !== undefined && !Array.isArray(attachments)) throw bad("the activity's attachments must be a list");
  const extras = { value, channelData, attachments, entities };
  if (JSON.stringify(extras, depthGuard()).length > MOST_EXTRA_BYTES)
    throw new Problem(413, 'ActivityTooLarge', 'send files with an upload, not inside an activity');
  for (const [field, content] of Object.entries(extras)) if (content !== undefined) activity[field] = content;
  if (type === 'message' && !text && !attachments?.length && !withFiles && value === undefined)
    throw bad('the message is empty: send a text or a file');
  return keepable(activity) as LoggedActivity;
}

/** The client's own id of a message, by which a repeat is known. None is like an id of the desk's own. */
export function clientIdOf(activity: LoggedActivity): string | undefined {
  const id = (activity.channelData as { clientActivityID?: unknown } | null | undefined)?.clientActivityID;
  return typeof id === 'string' && id.length > 0 && id.length <= 100 ? `client:${id}` : undefined;
}

/** Counts the depth while JSON.stringify walks: deeper than anybody needs is refused before it can hurt. */
function depthGuard(): (this: unknown, key: string, value: unknown) => unknown {
  const depths = new WeakMap<object, number>();
  return function (this: unknown, _key, value) {
    if (typeof value === 'object' && value !== null) {
      const depth = (depths.get(this as object) ?? 0) + 1;
      if (depth > MOST_DEPTH) throw bad(`the activity is nested more than ${MOST_DEPTH} deep`);
      depths.set(value, depth);
    }
    return value;
  };
}

/**
 * What the log can keep of a value: half surrogate pairs become U+FFFD, because they are no text, and numbers beyond
 * all become null, because JSON has none. U+0000 is refused: PostgreSQL can't keep it, and no keyboard makes one.
 */
function keepable(value: unknown): unknown {
  if (typeof value === 'string') return keepableText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(keepable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, content]) => [keepableText(key), keepable(content)]));
}

function keepableText(text: string): string {
  if (text.includes('\0')) throw bad('the activity holds the character U+0000: leave it out');
  return text.toWellFormed();
}
