import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { deskTables, endWorker, startWorker } from '../../tools/bench/turn/field.ts';
import { ask } from '../../tools/bench/turn/job.ts';
import { freshDatabase } from '../../tools/lab/postgres.ts';

const server = inject('postgres');

describe.skipIf(!server)('the smallest durable writer', () => {
  let sql: postgres.Sql;
  let url: string;
  beforeAll(async () => {
    url = await freshDatabase(server ?? '');
    await deskTables(url);
    sql = postgres(url, { max: 1, onnotice: () => {} });
  });
  afterAll(() => sql.end());

  test('writes of each turn the row of its conversation and two entries, and answers when they are kept', async () => {
    const writer = await startWorker('tools/bench/turn/floor-writer.ts', [url]);
    try {
      const done = await ask(writer, { urls: [], atOnce: 8, turns: 200, from: 0 });
      expect(done.seconds).toBeGreaterThan(0);
      expect(done.p99).toBeGreaterThanOrEqual(done.p50);
    } finally {
      await endWorker(writer);
    }
    const [counted] = await sql`
      select count(*)::int as entries, count(*) filter (where role = 'customer')::int as turns, count(message_id)::int as messages
      from activities`;
    expect(counted).toEqual({ entries: 400, turns: 200, messages: 200 });
    const [whole] = await sql`
      select count(*)::int as broken from conversations c
      where head_seq <> (select count(*) from activities a where a.conversation_id = c.id)`;
    expect(whole).toEqual({ broken: 0 });
  });
});
