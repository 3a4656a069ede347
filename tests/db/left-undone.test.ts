import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../db/opened.ts';
import { type Conversation, newConversation } from '../../services/conversations/conversations.ts';
import { BOTS_FLOOR, type Floor } from '../../services/conversations/floor.ts';
import { ConversationInTurn } from '../../services/conversations/in-turn.ts';
import { openPlace } from '../kit/databases.ts';
import { DATABASES_AND_SPREAD } from './kit/citus.ts';

/* What finds the matters that were left in hand: kept with each turn, whichever way it is kept. */

const AT = new Date('2026-11-18T15:30:00.123+08:00');
const LATER = new Date('2026-11-22T15:30:00+08:00');

const IN_HAND = { stack: [{ dialog: 'report-incident', slots: {} }] };
const DONE = { stack: [], lastAnswer: 'x' };

const WAITS: Floor = { holder: 'queue', place: { since: AT, reason: 'asked', urgency: 0, crowd: 0 } };

const WAYS = ['prepared', 'locked'] as const;

for (const { kind, available, fresh } of DATABASES_AND_SPREAD)
  describe.skipIf(!available)(`what was left undone (${kind} database)`, () => {
    let opened: OpenDatabase;
    let number = 0;
    beforeAll(async () => {
      opened = await openPlace(await fresh());
    });
    afterAll(() => opened.close());

    /** A turn that leaves a conversation with this. */
    const turn = async (way: (typeof WAYS)[number], id: string, now: Date, changes: Partial<Conversation>) => {
      const { database } = opened;
      const given = {
        id,
        channel: 'x',
        transport: 'push',
        userId: 'u',
        locale: 'zh-CN' as const,
        reference: undefined,
      };
      const found = await database.conversations.find(id);
      const inTurn = new ConversationInTurn(found ?? newConversation(given, now), now);
      inTurn.append({ activity: { type: 'message', text: '好' }, role: 'customer' });
      Object.assign(inTurn.conversation, changes);
      if (way === 'locked') {
        if (!found) await database.conversations.create(newConversation(given, now));
        return database.transaction(async ({ conversations }) => {
          await conversations.lock(id);
          await conversations.save(inTurn);
        });
      }
      const nothing = { cases: [], misses: [], codes: [], wakes: false, withdrawn: new AbortController().signal };
      const kept = await database.keep({ inTurn, opens: !found, ...nothing, preparedAt: await database.agents.now() });
      expect(kept).toMatchObject({ kept: true });
    };
    const fresher = () => `undone-${++number}`;
    const found = async (before = LATER) => {
      const all = await opened.database.conversations.leftUndone(before, { limit: 999 });
      return all.map(({ id }) => id);
    };
    const minutes = (number: number) => new Date(AT.getTime() + number * 60_000);

    describe.each(WAYS)('kept by a %s turn', (way) => {
      test('is found since it was begun until it is ended, with the first message or a later one', async () => {
        const [atOnce, later] = [fresher(), fresher()];
        await turn(way, atOnce, AT, { state: IN_HAND });
        await turn(way, later, AT, { state: DONE });
        expect(await found()).toContain(atOnce);
        expect(await found()).not.toContain(later);
        await turn(way, later, minutes(1), { state: IN_HAND });
        expect(await found()).toEqual(expect.arrayContaining([atOnce, later]));
        await turn(way, atOnce, minutes(2), { state: DONE });
        await turn(way, later, minutes(2), { state: {} });
        expect(await found()).not.toEqual(expect.arrayContaining([atOnce]));
        expect(await found()).not.toEqual(expect.arrayContaining([later]));
        await turn(way, later, minutes(3), { state: IN_HAND });
        expect(await found()).toContain(later);
      });

      test('is found where the matter was begun in the same objects', async () => {
        const id = fresher();
        await turn(way, id, AT, { state: { stack: [] } });
        const { database } = opened;
        const standing = (await database.conversations.find(id)) as Conversation;
        const inTurn = new ConversationInTurn(standing, minutes(1));
        inTurn.append({ activity: { type: 'message', text: '好' }, role: 'customer' });
        (standing.state.stack as unknown[]).push({ dialog: 'report-incident' });
        standing.state = { ...standing.state };
        expect(inTurn.matter).toBe('begun');
      });

      test('isn’t found while the customer spoke since, or a person has it', async () => {
        const [speaks, waits] = [fresher(), fresher()];
        for (const id of [speaks, waits]) await turn(way, id, AT, { state: IN_HAND });
        await turn(way, speaks, minutes(60), {});
        await turn(way, waits, minutes(1), { floor: WAITS });
        expect(await found(minutes(30))).not.toEqual(expect.arrayContaining([speaks]));
        expect(await found(minutes(30))).not.toEqual(expect.arrayContaining([waits]));
        expect(await found()).toContain(speaks);
        await turn(way, waits, minutes(2), { floor: BOTS_FLOOR });
        expect(await found()).toContain(waits);
      });
    });

    test('is found page by page, each once', async () => {
      const some = [fresher(), fresher(), fresher(), fresher(), fresher()];
      // Two of the same instant among them.
      for (const [at, id] of some.entries()) await turn('prepared', id, minutes(at >> 1), { state: IN_HAND });
      const { conversations } = opened.database;
      const all: string[] = [];
      for (let after: { id: string; since: Date } | undefined; ; ) {
        const page = await conversations.leftUndone(LATER, { after, limit: 2 });
        all.push(...page.map(({ id }) => id));
        after = page.at(-1);
        if (page.length < 2) break;
      }
      expect(all).toEqual(await found());
      expect(new Set(all).size).toBe(all.length);
      expect(all).toEqual(expect.arrayContaining(some));
    });

    test('what a replica of the version before wrote is mended: begun and not noted, ended and still noted', async () => {
      const [begun, ended, begunAgain] = [fresher(), fresher(), fresher()];
      for (const id of [begun, ended, begunAgain])
        await turn('prepared', id, AT, { state: id === begun ? DONE : IN_HAND });
      const { conversations } = opened.database;
      // As it does: it knows of no table but the conversations'.
      const write = (id: string, state: object) =>
        opened.drizzle.execute(sql`update conversations set state = ${JSON.stringify(state)}::jsonb where id = ${id}`);
      await write(begun, IN_HAND);
      await write(ended, DONE);
      await write(begunAgain, DONE);
      await turn('prepared', begunAgain, minutes(1), { state: IN_HAND });
      expect(await found()).not.toContain(begun);
      let last: string | undefined = '';
      for (let after = ''; last !== undefined; after = last ?? '')
        last = await conversations.mendOpenMatters({ after, limit: 4 }, LATER);
      const now = await found();
      expect(now).toEqual(expect.arrayContaining([begun, begunAgain]));
      expect(now).not.toContain(ended);
      const noted = [
        ...((await opened.drizzle.execute(sql`select conversation_id as id from open_matters`)) as unknown as {
          id: string;
        }[]),
      ];
      expect(noted.map(({ id }) => id)).not.toContain(ended);
    });
  });
