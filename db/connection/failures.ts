import postgres from 'postgres';
import { Unavailable } from '../../services/unavailable.ts';

/** SQLSTATEs after which the same connection can't be used on: it ends, or leads to a server that takes no writes. */
const ENDED = /^(08\w{3}|57P0[1-5]|25006|25P03)$/;
/** SQLSTATEs that say that the database can't do it now, whatever was asked: resources, time, storage. */
const NOT_NOW = /^(53\w{3}|57014|55P03|58030)$/;

/** SQLSTATEs of a disk that is full, or fails. */
const NO_ROOM = /^(53100|58030)$/;

/** Whether an error says, itself or by what it was caused by, that the server found no room to write. */
export function saysNoRoom(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    if (at instanceof postgres.PostgresError && NO_ROOM.test(at.code)) return true;
  return false;
}

/** What a failed statement means for its connection, and for who asked. */
export function meaningOf(error: unknown): { ended: boolean; error: unknown } {
  if (error instanceof Unavailable) return { ended: true, error };
  if (!(error instanceof postgres.PostgresError)) {
    const { code } = error as { code?: unknown };
    // The driver's own: it lost its connection, or the server spoke otherwise than it understands.
    const ended = typeof code === 'string' && /^(CONNECTION_\w+|CONNECT_TIMEOUT|SASL_\w+|E[A-Z]+)$/.test(code);
    return {
      ended,
      error: ended ? new Unavailable(`the connection to the database was lost (${code})`, error) : error,
    };
  }
  const ended = ENDED.test(error.code);
  if (!ended && !NOT_NOW.test(error.code)) return { ended: false, error };
  return { ended, error: new Unavailable(`the database can't do this now (${error.code})`, error) };
}
