import postgres, { type ReservedSql, type Sql } from 'postgres';

/** What drizzle and the stores use of a client. */
type Send = Sql['unsafe'];

/**
 * A client that spends as few round trips on a transaction as its statements allow: nothing waits for `begin` before
 * the first statement goes out, nor for the last statements before `commit` does (`docs/decisions/0010`). Its statements
 * are prepared once a connection, where drizzle would have each one parsed and planned anew.
 */
export function pipelined(sql: Sql): Sql {
  const unsafe = sql.unsafe.bind(sql) as Send;
  return Object.assign(sql, {
    unsafe: prepared(unsafe),
    begin: <T>(work: (client: Sql) => Promise<T>) => transact(sql, work),
  });
}

const prepared = (unsafe: Send): Send =>
  ((text, parameters, options) => {
    // The driver would blame whichever statement is under way for it.
    if (parameters?.includes(undefined as never)) throw new TypeError(`a parameter is undefined in: ${text}`);
    return unsafe(text, parameters, { prepare: true, ...options });
  }) as Send;

/**
 * Runs `work` in a transaction on a connection of its own. What it doesn't wait for is waited for here. Throws what
 * `work` threw, or the first statement's error; then nothing was written.
 */
async function transact<T>(sql: Sql, work: (client: Sql) => Promise<T>): Promise<T> {
  const connection = await sql.reserve();
  const statements = new Statements(connection);
  try {
    const begun = statements.send('begin');
    const result = await work(Object.assign(connection, { unsafe: statements.send }) as unknown as Sql);
    const [{ command }] = await Promise.all([statements.send('commit'), begun]);
    if (statements.failure) throw statements.failure;
    if (command !== 'COMMIT') throw new Error(`the database answered ${command} to a commit`);
    return result;
  } catch (error) {
    if (!statements.connectionLost) await statements.send('rollback').catch(() => undefined);
    throw error;
  } finally {
    // A lost connection has left the pool by itself; to release it would put it back.
    if (!statements.connectionLost) connection.release();
  }
}

/** The statements of one transaction, and what became of them. */
class Statements {
  /** The first error. The server does nothing after it, and turns a commit into a rollback. */
  failure: unknown;
  connectionLost = false;
  readonly send: Send;

  constructor(connection: ReservedSql) {
    const unsafe = prepared(connection.unsafe.bind(connection) as Send);
    this.send = ((text, parameters, options) => {
      if (this.connectionLost) throw this.failure;
      const query = unsafe(text, parameters, options);
      query.catch((error: unknown) => {
        this.failure ??= error;
        this.connectionLost ||= isLostConnection(error);
      });
      return query;
    }) as Send;
  }
}

function isLostConnection(error: unknown): boolean {
  if (error instanceof postgres.PostgresError) return false;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^(CONNECTION_\w+|E[A-Z]+)$/.test(code);
}
