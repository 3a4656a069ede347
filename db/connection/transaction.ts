import { patient, systemTimer } from '../../services/time/timer.ts';
import { Unavailable } from '../../services/unavailable.ts';
import type { Connection } from './connection.ts';
import type { Pool } from './pool.ts';
import type { Client, Send } from './statements.ts';

/**
 * Runs `work` in a transaction. Nothing waits for `begin` before the first statement goes out, nor for the last
 * statements before `commit` does (docs/decisions/0010); what `work` doesn't wait for is waited for here. Throws what
 * `work` threw, or the first statement's error, or {@link Unavailable}; then nothing was written, save that a lost
 * connection may hide that a commit was kept.
 */
export async function transact<T>(pool: Pool, work: (client: Client) => Promise<T>, withinMs: number): Promise<T> {
  const connection = await pool.acquire();
  const scope = new Scope(connection);
  const callOff = patient(systemTimer)(withinMs, () =>
    connection.destroy(new Unavailable(`a transaction was not over within ${withinMs} ms`)),
  );
  try {
    return await orLost(connection, commit(scope, work));
  } catch (error) {
    scope.over = true;
    if (!connection.lost) await scope.end('rollback').catch(() => undefined);
    throw error;
  } finally {
    callOff();
    scope.over = true;
    pool.release(connection);
  }
}

async function commit<T>(scope: Scope, work: (client: Client) => Promise<T>): Promise<T> {
  const begun = scope.send('begin');
  const result = await work(scope.client);
  const [{ command }] = await Promise.all([scope.end('commit'), begun]);
  if (scope.failure) throw scope.failure;
  if (command !== 'COMMIT') throw new Error(`the database answered ${command} to a commit`);
  return result;
}

/** Settles as `work` does, or rejects when the connection is lost: `work` may be waiting for something else. */
function orLost<T>(connection: Connection, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const forget = connection.onLost(reject);
    work.then(resolve, reject).finally(forget);
  });
}

/** A transaction or a part of it that can be taken back by itself, and what became of its statements. */
class Scope {
  /** The first error. The server does nothing after it, and turns a commit into a rollback. */
  failure: unknown;
  /** Who still holds its client may not use it any more. */
  over = false;
  readonly #connection: Connection;
  readonly #depth: number;

  constructor(connection: Connection, depth = 0) {
    this.#connection = connection;
    this.#depth = depth;
  }

  get client(): Client {
    return { unsafe: this.send, savepoint: this.#savepoint } as unknown as Client;
  }

  readonly send: Send = ((...statement: Parameters<Send>) => {
    if (this.over) throw new Error(`a statement came after its transaction was over: ${statement[0]}`);
    const rows = this.#connection.send(...statement);
    rows.catch((error: unknown) => {
      this.failure ??= error;
    });
    return rows;
  }) as unknown as Send;

  end(statement: 'commit' | 'rollback') {
    return this.#connection.send(statement);
  }

  /** Runs `work` so that what it did is taken back alone where it fails. Throws what it threw. */
  readonly #savepoint = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
    const part = new Scope(this.#connection, this.#depth + 1);
    const name = `part_${part.#depth}`;
    const set = this.send(`savepoint ${name}`);
    try {
      const result = await work(part.client);
      await Promise.all([set, part.send(`release savepoint ${name}`)]);
      if (part.failure) throw part.failure;
      return result;
    } catch (error) {
      part.over = true;
      if (!this.#connection.lost) await this.#connection.send(`rollback to savepoint ${name}`);
      throw error;
    } finally {
      part.over = true;
    }
  };
}
