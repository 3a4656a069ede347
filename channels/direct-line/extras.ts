import { Problem } from '../../http/problem.ts';
import { safeName } from './file-name.ts';

/**
 * Bytes of JSON that each part of an activity beside its text may have: what cards, forms, places and clients send, and
 * no more, because a log of large entries is heavy for everybody who reads it. What is larger is refused by name: to cut
 * JSON is to change what it says.
 */
export const BUDGETS = {
  value: 16 * 1024,
  channelData: 8 * 1024,
  entities: 8 * 1024,
  attachments: 32 * 1024,
  reactionsAdded: 1024,
  reactionsRemoved: 1024,
} as const;

type Part = keyof typeof BUDGETS;

const MOST_DEPTH = 24;
const LISTS: readonly Part[] = ['entities', 'attachments', 'reactionsAdded', 'reactionsRemoved'];
/** Which of an attachment's properties are kept; all of the protocol's. */
const OF_ATTACHMENT = ['contentType', 'contentUrl', 'content', 'name', 'thumbnailUrl'] as const;

const bad = (message: string) => new Problem(400, 'BadArgument', message);

/** What an activity has beside its text, checked. Throws a {@link Problem} that names the part that is wrong or too large. */
export function extrasIn(given: Record<string, unknown>): Partial<Record<Part, unknown>> {
  const kept: Partial<Record<Part, unknown>> = {};
  for (const part of Object.keys(BUDGETS) as Part[]) {
    const content = given[part];
    if (content === undefined) continue;
    if (LISTS.includes(part) && !isListOfObjects(content))
      throw bad(`the activity's ${part} must be a list of objects`);
    const bytes = Buffer.byteLength(JSON.stringify(content, depthGuard()));
    if (bytes > BUDGETS[part])
      throw new Problem(
        413,
        'ActivityTooLarge',
        `the activity's ${part} may have at most ${BUDGETS[part]} bytes of JSON: leave out what the desk doesn't need, and send files with an upload`,
      );
    kept[part] = part === 'attachments' ? (content as Record<string, unknown>[]).map(attachmentIn) : content;
  }
  return kept;
}

function attachmentIn(given: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.fromEntries(
    OF_ATTACHMENT.flatMap((name) => (given[name] === undefined || given[name] === null ? [] : [[name, given[name]]])),
  );
  for (const name of ['contentType', 'contentUrl', 'name', 'thumbnailUrl'])
    if (kept[name] !== undefined && typeof kept[name] !== 'string')
      throw bad(`an attachment's ${name} must be a string`);
  return typeof kept.name === 'string' ? { ...kept, name: safeName(kept.name) } : kept;
}

const isListOfObjects = (content: unknown): boolean =>
  Array.isArray(content) && content.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item));

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
