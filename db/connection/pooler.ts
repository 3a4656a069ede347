import type { Connection } from './connection.ts';

/** `DATABASE_URL` leads to a pooler that gives a connection's server away between transactions. */
export class TransactionPooler extends Error {
  constructor() {
    super(
      'DATABASE_URL leads through a pooler in transaction mode (such as PgBouncer with pool_mode=transaction), which mixes prepared statements and LISTEN of its clients: name the server itself, or a port of the pooler with pool_mode=session; the desk pools its connections by itself',
    );
  }
}

/** Looks of a pair of connections. The pooler's other clients come between them, which gives it away all the sooner. */
const LOOKS = 20;

/**
 * Throws {@link TransactionPooler} where a connection is served by one process of the server after the other, or two open
 * ones by the same: only a pooler can do that. `open` gives a further connection.
 */
export async function refuseTransactionPooler(open: () => Promise<Connection>): Promise<void> {
  const pair = await Promise.all([open(), open()]);
  try {
    const served = pair.map(() => new Set<number>());
    for (let look = 0; look < LOOKS; look++) {
      // One after the other: while both ask at once, no pooler can have them served by the same.
      for (const [at, connection] of pair.entries()) served[at]?.add(await backendOf(connection));
      const backends = served.flatMap((pids) => [...pids]);
      if (backends.length > pair.length || new Set(backends).size < backends.length) throw new TransactionPooler();
    }
  } finally {
    for (const connection of pair) connection.close();
  }
}

async function backendOf(connection: Connection): Promise<number> {
  const [row] = await connection.send('select pg_backend_pid() as pid');
  return Number(row?.pid);
}
