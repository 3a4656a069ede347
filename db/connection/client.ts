import { Unavailable } from '../../services/unavailable.ts';
import type { Pool } from './pool.ts';
import { type Client, type Send, type Types, withValues } from './statements.ts';
import { transact } from './transaction.ts';

/**
 * A client on a pool. Each statement outside of a transaction has a connection for itself; a transaction has one until
 * it ends. Everything settles in bounded time: with its outcome, or with {@link Unavailable}. `types` are drizzle's to
 * fill in, and the connections'. `failed` hears of every statement and transaction that failed.
 */
export function clientOn(
  pool: Pool,
  types: Types,
  transactionMs: number,
  failed: (error: unknown) => void = () => undefined,
): Client {
  const heard = <T>(outcome: Promise<T>): Promise<T> =>
    outcome.catch((error: unknown) => {
      failed(error);
      throw error;
    });
  const unsafe = (...statement: Parameters<Send>) => {
    let asValues = false;
    const rows = heard(
      (async () => {
        const connection = await pool.acquire();
        try {
          const sent = connection.send(...statement);
          return await (asValues ? sent.values() : sent);
        } finally {
          pool.release(connection);
        }
      })(),
    );
    return withValues(rows, () => {
      asValues = true;
    });
  };
  return {
    options: types,
    unsafe,
    begin: <T>(work: (client: Client) => Promise<T>) => heard(transact(pool, work, transactionMs)),
  } as unknown as Client;
}
