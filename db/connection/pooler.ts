import type { Connection } from './connection.ts';

/** `DATABASE_URL` leads to a pooler that gives a connection's server away between transactions. */
export class TransactionPooler extends Error {
  constructor() {
    super(
      'DATABASE_URL leads through a pooler in transaction mode (such as PgBouncer with pool_mode=transaction), which mixes prepared statements and LISTEN of its clients: name the server itself, or a port of the pooler with pool_mode=session; the desk pools its connections by itself',
    );
  }
}

/** Looks of a pair of connections: a pooler's other clients may come between. */
const LOOKS = 3;

/**
 * Throws {@link TransactionPooler} where two open connections are served by one and the same process of the server, which
 * only a pooler can do. `open` gives a further connection.
 */
export async function refuseTransactionPooler(open: () => Promise<Connection>): Promise<void> {
  const [one, other] = await Promise.all([open(), open()]);
  try {
    for (let look = 0; look < LOOKS; look++)
      if ((await backendOf(one)) === (await backendOf(other))) throw new TransactionPooler();
  } finally {
    one.close();
    other.close();
  }
}

async function backendOf(connection: Connection): Promise<number> {
  const [row] = await connection.send('select pg_backend_pid() as pid');
  return Number(row?.pid);
}
