import { Unavailable } from '../../services/unavailable.ts';
import type { DatabaseAddress } from './address.ts';
import { Connection, type ConnectionOptions } from './connection.ts';
import { dialTo } from './dial.ts';
import type { Types } from './statements.ts';

/** Waits for a connection, a statement and a transaction, in milliseconds: none is without a bound. */
export interface Patience {
  /** Until a connection is open, on one of the hosts. */
  openMs: number;
  /** For a free connection. */
  waitMs: number;
  /** For another's lock on the same row. */
  lockMs: number;
  /** That a statement may run; the server ends it then. */
  statementMs: number;
  /** That the server may be silent while a statement runs; the connection is thrown away then. */
  silenceMs: number;
  /** For a whole transaction. */
  transactionMs: number;
  /**
   * That the server waits for the next statement of a transaction; it takes the transaction back then. A desk that can't be
   * heard any more may hold a conversation's row, and nobody else tells the server.
   */
  idleMs: number;
}

/** A turn takes milliseconds. Who waits longer than this asks again, on a connection that works. */
export const PATIENCE: Patience = {
  openMs: 4_000,
  waitMs: 5_000,
  lockMs: 3_000,
  statementMs: 3_500,
  silenceMs: 4_000,
  transactionMs: 10_000,
  // More than the bot may take (`SPEAK_MS`), less than a connection that is known to be silent and a lock together.
  idleMs: 6_000,
};

/** What else a connection to a server may be for. */
export type Purpose = Pick<ConnectionOptions, 'onNotification'> & {
  /** Its statements take as long as they take: a migration, or the wait for another one's. */
  patiently?: boolean;
};

/** A desk that starts is busy with itself, and a server that starts beside it isn't there yet. */
const START_MS = 30_000;

/** How connections to an address are opened, each on the first of its hosts that can be reached and, if it must, written to. */
export const openerOf =
  (address: DatabaseAddress, types: Types, patience: Patience) =>
  async ({ onNotification, patiently = false }: Purpose = {}): Promise<Connection> => {
    const { places, user, password, database, parameters, connectSeconds } = address;
    const usuallyMs = connectSeconds === undefined ? patience.openMs : connectSeconds * 1000;
    const openWithinMs = patiently ? Math.max(usuallyMs, START_MS) : usuallyMs;
    let failure: unknown;
    for (const place of places) {
      try {
        const connection = await Connection.open({
          dial: dialTo(place, address, openWithinMs),
          user,
          password,
          database,
          types,
          parameters,
          openWithinMs,
          session: sessionOf(patience, patiently),
          silenceMs: patiently ? undefined : patience.silenceMs,
          ...(onNotification ? { onNotification } : {}),
        });
        if (!address.mustWrite || (await takesWrites(connection))) return connection;
        connection.close();
        failure = new Unavailable('no host of DATABASE_URL takes writes (target_session_attrs)');
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  };

/** The session's settings that the desk relies on, whatever the server's, the database's or the role's own are. */
function sessionOf({ lockMs, statementMs, idleMs }: Patience, patiently: boolean): string {
  const settings: Record<string, string> = {
    // First, as a database's own may be shorter than what follows takes.
    statement_timeout: patiently ? '0' : String(statementMs),
    datestyle: 'ISO, YMD',
    intervalstyle: 'postgres',
    bytea_output: 'hex',
    standard_conforming_strings: 'on',
    timezone: 'UTC',
    extra_float_digits: '1',
    xmloption: 'content',
    client_min_messages: 'warning',
    default_transaction_isolation: 'read committed',
    default_transaction_deferrable: 'off',
    lock_timeout: patiently ? '0' : String(lockMs),
    idle_in_transaction_session_timeout: patiently ? '0' : String(idleMs),
  };
  const set = Object.entries(settings).map(([name, value]) => `set ${name} = '${value}'`);
  // The desk's tables stay where they are found, wherever the path of the role leads today; and where it leads to no
  // schema in which anything can be made, they go where tables usually do.
  const path = `select set_config('search_path', 'public', false)
    where coalesce(current_schema(), 'pg_catalog') = 'pg_catalog'
    or (to_regclass('conversations') is null and to_regclass('public.conversations') is not null)`;
  return [...set, path].join('; ');
}

async function takesWrites(connection: Connection): Promise<boolean> {
  const [row] = await connection.send("select current_setting('transaction_read_only') as read_only");
  return row?.read_only === 'off';
}
