import postgres from 'postgres';

/** How long a statement of a disturber may take. */
const WITHIN_MS = 10_000;

/** Rows of one statement, on a connection of its own that is thrown away. Throws where it isn't answered in time. */
export async function sqlOn(
  url: string,
  text: string,
  withinMs = WITHIN_MS,
): Promise<readonly Record<string, unknown>[]> {
  const sql = postgres(url, {
    max: 1,
    connect_timeout: Math.max(1, withinMs / 1000),
    onnotice: () => {},
    fetch_types: false,
    prepare: false,
    // What befalls the desk's sessions isn't to befall the disturber's.
    connection: { statement_timeout: '0', idle_in_transaction_session_timeout: '0', idle_session_timeout: '0' },
  } as unknown as postgres.Options<Record<string, never>>);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${withinMs} ms`)), withinMs);
  });
  try {
    const answered = sql.unsafe(text).simple();
    answered.catch(() => undefined);
    return [...(await Promise.race([answered, late]))] as Record<string, unknown>[];
  } finally {
    clearTimeout(timer);
    // Not waited for: what hangs, hangs.
    void sql.end({ timeout: 0 }).catch(() => undefined);
  }
}
