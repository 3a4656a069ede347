import { Problem } from '../../http/problem.ts';
import { withoutUnseen } from './file-name.ts';

/** Who a body says that speaks. */
export interface Speaker {
  id?: string;
  name?: string;
}

/** Who sends an activity: its `from`, where a client may say so. Throws a {@link Problem} for an id that none can be. */
export const speakerOf = (body: Record<string, unknown>): Speaker => accountIn(body, 'from');

/** The user that a conversation or a token is for: `user`, or `User` as .NET clients write it. */
export const userOf = (body: Record<string, unknown>): Speaker => accountIn(body, 'user');

function accountIn(body: Record<string, unknown>, field: string): Speaker {
  const account = inEitherCase(body, field);
  if (account === undefined || account === null) return {};
  if (typeof account !== 'object' || Array.isArray(account))
    throw new Problem(400, 'BadArgument', `${field} must be an object with an id`);
  const id = inEitherCase(account as Record<string, unknown>, 'id') ?? undefined;
  const name = inEitherCase(account as Record<string, unknown>, 'name');
  if (id !== undefined && (typeof id !== 'string' || !/^[^\p{Cc}]{1,200}$/u.test(id)))
    throw new Problem(400, 'BadArgument', `${field}.id must be a string of at most 200 characters`);
  return {
    ...(id === undefined ? {} : { id: (id as string).toWellFormed() }),
    ...(typeof name === 'string' && nameFrom(name) ? { name: nameFrom(name) } : {}),
  };
}

const MOST_NAME = 200;

/** A name without what no name holds: control characters, and what isn't seen. */
const nameFrom = (given: string): string =>
  withoutUnseen(given.toWellFormed())
    .replace(/\p{Cc}/gu, '')
    .slice(0, MOST_NAME)
    .toWellFormed()
    .trim();

const inEitherCase = (object: Record<string, unknown>, name: string): unknown =>
  object[name] ?? object[name[0]?.toUpperCase() + name.slice(1)];
