import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { migrationsFolder } from '../../db/migrations-folder.ts';
import { openDatabase } from '../../db/open.ts';
import type { OpenDatabase } from '../../db/opened.ts';
import { complaint } from '../../services/cases/kinds/complaint.ts';
import { openCase } from '../../services/cases/open-case.ts';
import { Signals } from '../../services/signals.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { freshDatabase } from '../../tools/lab/postgres.ts';
import { DATABASES, openPlace } from '../kit/databases.ts';

const logger = createLogger('silent');
const now = new Date('2026-11-18T15:30:00+08:00');

describe.each(DATABASES)('a reference on $kind', ({ available, fresh }) => {
  describe.skipIf(!available)('of a case', () => {
    let opened: OpenDatabase;
    beforeAll(async () => {
      opened = await openPlace(await fresh());
    });
    afterAll(() => opened.close());

    test('is given once, however many take it at once', async () => {
      const { cases } = opened.database;
      const taken = await Promise.all(
        ['one', 'two', 'three', 'four'].map((conversation) => cases.take('BA261118-000001', conversation)),
      );
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(await cases.take('BA261118-000001', 'five')).toBe(false);
    });

    test('names the conversation of its case, and is drawn again where it is taken', async () => {
      const { cases } = opened.database;
      const asked: string[] = [];
      const given = {
        conversationId: 'one',
        policyNumber: undefined,
        data: { happened: '没人管' },
      };
      const { id, reference } = await openCase(complaint, given, {
        cases: {
          ...cases,
          take: async (drawn, conversation) => {
            asked.push(drawn);
            if (asked.length === 1) await cases.take(drawn, 'another');
            return cases.take(drawn, conversation);
          },
        },
        now,
        zone: 'Asia/Shanghai',
      });
      expect(asked).toHaveLength(2);
      expect(reference).toBe(asked[1]);
      expect(reference).toMatch(/^TS261118-\d{6}$/);
      expect(await cases.conversationOf(reference)).toBe('one');
      expect(await cases.ofConversation('one')).toMatchObject([{ id, reference, deadlines: [{ name: 'decision' }] }]);
    });
  });
});

/** A database as the version before left it: its migrations, and two cases. */
const LAST_BEFORE = '0008_who-may-what';
async function before(): Promise<{ url: string; server: postgres.Sql }> {
  const url = await freshDatabase(inject('postgres') ?? '');
  const server = postgres(url, { max: 1, onnotice: () => undefined });
  const journal = JSON.parse(readFileSync(join(migrationsFolder, 'meta', '_journal.json'), 'utf8')) as {
    entries: { tag: string; when: number }[];
  };
  const last = journal.entries.findIndex(({ tag }) => tag === LAST_BEFORE);
  for (const { tag } of journal.entries.slice(0, last + 1))
    await server.unsafe(readFileSync(join(migrationsFolder, `${tag}.sql`), 'utf8'));
  await server.unsafe(`
    create schema drizzle;
    create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint);
    insert into drizzle.__drizzle_migrations (hash, created_at) values ('', ${journal.entries[last]?.when});
    insert into cases (id, reference, kind, conversation_id, step, data, opened_at) values
      ('a', 'SX261117-123456', 'matter', 'one', 'received', '{"words":"投诉"}', now()),
      ('b', 'BA261117-654321', 'incident', 'two', 'reported', '{"words":"追尾"}', now());
    insert into case_deadlines (case_id, name, source, due_at) values ('a', 'decision', '§18', '2026-12-02T16:00:00Z')`);
  return { url, server };
}

describe.skipIf(!inject('postgres'))('a database of the version before', () => {
  let opened: OpenDatabase;
  let server: postgres.Sql;
  beforeAll(async () => {
    const old = await before();
    server = old.server;
    opened = await openDatabase({ url: old.url }, { signals: new Signals(), logger });
  });
  afterAll(async () => {
    await opened.close();
    await server.end();
  });

  test('keeps its references and deadlines, and none is given again', async () => {
    const { cases } = opened.database;
    expect(await cases.conversationOf('SX261117-123456')).toBe('one');
    expect(await cases.conversationOf('BA261117-654321')).toBe('two');
    expect(await cases.take('BA261117-654321', 'three')).toBe(false);
    expect(await cases.ofConversation('one')).toMatchObject([
      { id: 'a', reference: 'SX261117-123456', deadlines: [{ name: 'decision' }] },
    ]);
    expect(await server`select conversation_id from case_deadlines`).toEqual([{ conversation_id: 'one' }]);
  });

  test('takes what a replica of that version still writes', async () => {
    await server`insert into cases (id, reference, kind, conversation_id, step, data, opened_at)
      values ('c', 'SX261117-111111', 'matter', 'one', 'received', '{}', now())`;
    await server`insert into case_deadlines (case_id, name, source, due_at)
      values ('c', 'decision', '§18', '2026-12-02T16:00:00Z')`;
    const [, late] = await opened.database.cases.ofConversation('one');
    expect(late).toMatchObject({ id: 'c', deadlines: [{ name: 'decision' }] });
  });
});
