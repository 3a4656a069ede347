import { Problem } from '../../http/problem.ts';
import { LONGEST_ID } from '../../services/ids.ts';
import { keepableText } from '../budget.ts';
import { withoutUnseen } from '../direct-line/file-name.ts';

/** Characters of a name that are kept. */
const LONGEST_NAME = 500;

/** The refusal of an activity that isn't one. */
export const badActivity = (message: string) => new Problem(400, 'BadArgument', message);

/** An id in a field. Throws a {@link Problem} for what can't be one. */
export function idIn(given: unknown, field: string): string {
  if (typeof given !== 'string' || given === '' || given.includes('\0') || !given.isWellFormed())
    throw badActivity(`the activity's ${field} must be an id`);
  if (Buffer.byteLength(given) > LONGEST_ID)
    throw badActivity(`the activity's ${field} may have at most ${LONGEST_ID} bytes`);
  return given;
}

/** A name as a database can keep it and a page can show it; undefined for what is none. */
export const nameIn = (given: unknown): string | undefined =>
  typeof given === 'string' ? withoutUnseen(keepableText(given.slice(0, LONGEST_NAME))) : undefined;

/** JSON that somebody posted. */
export type Given = Record<string, unknown>;

export const isObject = (given: unknown): given is Given =>
  typeof given === 'object' && given !== null && !Array.isArray(given);

/** An object; what is none counts as an empty one. */
export const objectIn = (given: unknown): Given => (isObject(given) ? given : {});

/** The objects of a list; what is no list has none. */
export const listIn = (given: unknown): Given[] => (Array.isArray(given) ? given.filter(isObject) : []);

/** A text in one line, without what isn't seen; anything else is an empty one. */
export const lineIn = (given: unknown): string =>
  typeof given === 'string'
    ? withoutUnseen(given)
        .replace(/[\p{Cc}\s]+/gu, ' ')
        .trim()
    : '';
