import { isUnavailable } from '../../services/unavailable.ts';
import type { Message } from '../incoming/message.ts';

/** The bot threw, or didn't come to an end, in answering these messages. What it had written until then must not be kept. */
export class BotFailed extends Error {
  readonly messages: readonly Message[];
  /** It was waited for in vain. */
  readonly hung: boolean;

  constructor(messages: readonly Message[], cause: unknown, { hung = false } = {}) {
    super('the bot failed in answering', { cause });
    this.messages = messages;
    this.hung = hung;
  }
}

/** The codes of an error and of what it was caused by: PostgreSQL's SQLSTATE, the driver's, Node's. */
function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown };
    if (typeof code === 'string') codes.push(code);
  }
  return codes;
}

/**
 * Codes of what running the turn again as a whole cures: somebody else wrote the same row, two turns waited for each
 * other.
 */
const AGAIN = new Set(['23505', '40001', '40P01']);
export const isToRunAgain = (error: unknown): boolean => codesOf(error).some((code) => AGAIN.has(code));

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const SQLSTATE = /^(?:[0-9][0-9A-Z]|F0|HV|P0|XX)[0-9A-Z]{3}$/;
/**
 * What a statement says was refused: unsupported, too many rows, no such value, a constraint, no such column, too large;
 * or, with 25P02, an earlier statement of the transaction, which nobody minded.
 */
const REFUSED = /^(?:0A|21|22|23|25P02|42|54)/;
const CONNECTION = /^(?:CONNECTION_\w+|CONNECT_TIMEOUT|E[A-Z]+)$/;

/** Whether the database understood a statement and refused what it says: to send it again is no use. */
export const isRefused = (error: unknown): boolean =>
  codesOf(error).some((code) => SQLSTATE.test(code) && REFUSED.test(code));

/** Whether the database can't be reached, or can't do anything now: that is nobody's mistake in a turn. */
export const isDatabases = (error: unknown): boolean =>
  isUnavailable(error) ||
  codesOf(error).some((code) => CONNECTION.test(code) || (SQLSTATE.test(code) && !REFUSED.test(code)));
