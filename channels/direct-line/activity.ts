import { Problem } from '../../http/problem.ts';
import type { LoggedActivity } from '../../services/conversation-log/entry.ts';
import { sha256 } from '../../services/ids.ts';
import { extrasIn } from './extras.ts';

/** Characters that a message may have. */
export const MOST_CHARACTERS = 20_000;
/** Characters of a time and a zone. */
const MOST_LOCAL = 64;
/** Characters of a client's own id of a message that stand in the log as they are; of a longer one, its hash. */
const MOST_CLIENT_ID = 100;

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
  const { type, text, textFormat, locale, name } = given;
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
  const extras = extrasIn(given);
  Object.assign(activity, extras);
  const hasFiles = withFiles || (extras.attachments as unknown[] | undefined)?.length;
  if (type === 'message' && !text && !hasFiles && extras.value === undefined)
    throw bad('the message is empty: send a text or a file');
  return keepable(activity) as LoggedActivity;
}

/**
 * The client's own id of a message, by which a repeat is known. None is like an id of the desk's own. It may be as long as
 * its client makes it, and a number too: a repeat that isn't known is a message twice.
 */
export function clientIdOf(activity: LoggedActivity): string | undefined {
  const given = (activity.channelData as { clientActivityID?: unknown } | null | undefined)?.clientActivityID;
  const id = typeof given === 'number' ? String(given) : given;
  if (typeof id !== 'string' || id === '') return undefined;
  return id.length <= MOST_CLIENT_ID ? `client:${id}` : `client-sha256:${sha256(id)}`;
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
