import type { Sql } from 'postgres';

/**
 * A client whose statements are prepared once a connection and then only executed. drizzle sends its statements by
 * `unsafe`, which has each one parsed, described and planned anew: a turn's transaction took eight times as long.
 * drizzle's texts are few and always the same, so they may be kept.
 */
export function preparing<Client extends Sql>(sql: Client): Client {
  const unsafe = sql.unsafe.bind(sql);
  const begin = (sql.begin as ((...args: unknown[]) => unknown) | undefined)?.bind(sql);
  const savepoint = (sql as unknown as { savepoint?: (...args: unknown[]) => unknown }).savepoint?.bind(sql);
  const inside = (args: unknown[]): unknown[] =>
    args.map((arg) => (typeof arg === 'function' ? (client: Client) => arg(preparing(client)) : arg));
  return Object.assign(sql, {
    unsafe: (query: string, parameters?: never[], options?: object) =>
      unsafe(query, parameters, { prepare: true, ...options }),
    ...(begin ? { begin: (...args: unknown[]) => begin(...inside(args)) } : {}),
    ...(savepoint ? { savepoint: (...args: unknown[]) => savepoint(...inside(args)) } : {}),
  });
}
