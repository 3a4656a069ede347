import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { Usage } from '../../cli/usage.ts';
import { openDatabase } from '../../db/open.ts';
import type { OpenDatabase } from '../../db/opened.ts';
import { Signals } from '../../services/signals.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { DAY, ENTRIES, fill } from '../../tools/bench/grow/fill.ts';
import { growthFrom, USUAL_GROWTH } from '../../tools/bench/grow/options.ts';
import { READS } from '../../tools/bench/grow/reads.ts';
import { placeOf } from '../../tools/bench/grow/sized.ts';
import { deskTables } from '../../tools/bench/turn/field.ts';
import { freshDatabase } from '../../tools/lab/postgres.ts';

const server = inject('postgres');
const CONVERSATIONS = DAY + 200;

describe.skipIf(!server)('what growth is measured on', () => {
  let sql: postgres.Sql;
  let opened: OpenDatabase;
  let indexes: string[];
  const indexesNow = async () => {
    const rows = await sql`select tablename, indexdef from pg_indexes where schemaname = 'public' order by indexname`;
    return rows.map(({ tablename, indexdef }) => `${tablename}: ${indexdef}`);
  };
  beforeAll(async () => {
    const url = await freshDatabase(server ?? '');
    await deskTables(url);
    sql = postgres(url, { max: 1, onnotice: () => {} });
    indexes = await indexesNow();
    await fill(url, CONVERSATIONS);
    opened = await openDatabase({ url }, { signals: new Signals(), logger: createLogger('error') });
  });
  afterAll(async () => {
    await opened?.close();
    await sql?.end();
  });

  test('every conversation has its log, and all indexes are there again', async () => {
    const [counted] = await sql`
      select count(*)::int as conversations, sum(head_seq)::int as entries,
        count(*) filter (where head_seq <> (select count(*) from activities a where a.conversation_id = c.id))::int as broken
      from conversations c`;
    expect(counted).toEqual({ conversations: CONVERSATIONS, entries: CONVERSATIONS * ENTRIES, broken: 0 });
    expect(await indexesNow()).toEqual(indexes);
  });

  test.each([1, 19, 20, 40, DAY, CONVERSATIONS])('the desk finds conversation %i and its case', async (n) => {
    const { id, reference, headSeq } = placeOf(n);
    expect(await opened.database.conversations.find(id)).toMatchObject({ headSeq });
    const piece = await opened.database.staffLog.piece(id, { before: headSeq + 1 }, { entries: 100, bytes: 1_000_000 });
    expect(piece.map(({ seq }) => seq)).toEqual(Array.from({ length: ENTRIES }, (_, at) => at + 1));
    expect(await opened.database.cases.conversationOf(reference)).toBeDefined();
  });

  test('what is under way is that of a day: who waits, what was left undone, what is due', async () => {
    const { conversations, deliveries } = opened.database;
    expect(await conversations.waiting()).toBe(200);
    expect(await conversations.leftUndone(new Date(Date.now() - 72 * 3_600_000), { limit: 100 })).toHaveLength(20);
    const now = new Date();
    expect(await deliveries.lease('bench', 'test', 100, now, new Date(now.getTime() - 1))).toHaveLength(50);
  });

  test.each(READS)('$name is read', async ({ run }) => {
    await expect(run(opened.database, placeOf(20))).resolves.not.toThrow();
  });
});

test('as much as is usual, unless told otherwise', () => {
  expect(growthFrom([])).toEqual(USUAL_GROWTH);
  expect(growthFrom(['--entries', '10000000', '--erasing', '0'])).toMatchObject({ entries: 10_000_000, erasing: 0 });
});

test.each([['--entries', '10'], ['--erasing', '-1'], ['--alone', '3'], ['more']])('%s %s is refused', (...args) => {
  expect(() => growthFrom(args)).toThrow(Usage);
});
