import { getTableColumns, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../db/opened.ts';
import { conversations } from '../../db/schema.ts';
import { conversationColumns } from '../../db/stores/conversation-row.ts';
import { type Case, DRAFT } from '../../services/cases/case.ts';
import { type Conversation, newConversation } from '../../services/conversations/conversations.ts';
import { type HandoffWish, mostOfOneOrigin, requestPerson, SELF_HARM } from '../../services/conversations/handoffs.ts';
import { ConversationInTurn } from '../../services/conversations/in-turn.ts';
import type { PreparedTurn } from '../../services/conversations/prepared-turn.ts';
import type { Miss } from '../../services/misses.ts';
import { openPlace } from '../kit/databases.ts';
import { DATABASES_AND_SPREAD } from './kit/citus.ts';

/* What keeps prepared turns: whole or not at all, each by itself, only where the conversation still stands there. */

const AT = new Date('2026-11-18T15:30:00.123+08:00');

const aCase = (conversationId: string, reference = `BA-${conversationId}`): Case => ({
  id: `case-${reference}`,
  reference,
  kind: 'incident',
  conversationId,
  policyNumber: 'P1',
  step: 'submitted',
  data: { what: '追尾' },
  facts: [{ name: 'what', value: '追尾', words: '被追尾了', entry: 'e1', by: 'customer' }],
  notes: [{ words: '对方很凶', entry: 'e1', by: 'customer' }],
  openedAt: AT,
  submittedAt: AT,
  closedAt: undefined,
  deadlines: [{ name: 'acknowledge', source: '保险法 §23', dueAt: AT }],
});

const aMiss = (conversationId: string): Miss => ({
  id: `miss-${conversationId}`,
  key: 'k',
  conversationId,
  question: '恐龙踩了赔吗',
  product: undefined,
  locale: 'zh-CN',
  nearest: [{ clause: 'c', number: '1', heading: 'h' }],
  askedAt: AT,
});

for (const { kind, available, fresh } of DATABASES_AND_SPREAD)
  describe.skipIf(!available)(`prepared turns (${kind} database)`, () => {
    let opened: OpenDatabase;
    let number = 0;

    beforeAll(async () => {
      opened = await openPlace(await fresh());
    });
    afterAll(() => opened.close());

    const now = async () => opened.database.agents.now();
    const nobody = new AbortController().signal;

    /** A turn that says something in a conversation as it stands. */
    const turnIn = async (
      conversation: Conversation,
      { text = '您好', messageId, ...more }: { text?: string; messageId?: string } & Partial<PreparedTurn> = {},
    ): Promise<PreparedTurn> => {
      const inTurn = new ConversationInTurn(structuredClone(conversation), AT);
      inTurn.append({ activity: { type: 'message', text }, role: 'customer', messageId });
      inTurn.conversation.state = { said: text };
      const given = { opens: false, cases: [], misses: [], codes: [], wakes: false, withdrawn: nobody };
      return { inTurn, ...given, preparedAt: await now(), ...more };
    };
    const freshConversation = (): Conversation =>
      newConversation(
        { id: `c${++number}`, channel: 'x', transport: 'push', userId: 'u', locale: 'zh-CN', reference: { a: 1 } },
        AT,
      );
    const openOne = async () => {
      const turn = await turnIn(freshConversation(), { opens: true });
      expect(await opened.database.keep(turn)).toMatchObject({ kept: true });
      return (await opened.database.conversations.find(turn.inTurn.conversation.id)) as Conversation;
    };
    const textsOf = async (id: string) =>
      (await opened.database.log.read(id, 0, { reader: 'staff', limit: 99 })).map(({ activity }) => activity?.text);
    const count = async (what: string) =>
      Number(
        ((await opened.drizzle.execute(sql.raw(`select count(*) as n from ${what}`))) as unknown as { n: number }[])[0]
          ?.n,
      );

    test('opens a conversation with everything in it, and moves every column that changes', async () => {
      const given = { ...freshConversation(), origin: 'o', begunBy: 'secret' as const };
      const first = await turnIn(given, { opens: true, messageId: 'm' });
      expect(await opened.database.keep(first)).toMatchObject({ kept: true });
      const { database } = opened;
      expect(await database.conversations.find(given.id)).toEqual(first.inTurn.conversation);
      expect(await database.log.read(given.id, 0, { reader: 'staff', limit: 9 })).toEqual(first.inTurn.appended);

      const second = await turnIn(first.inTurn.conversation, { text: '再见' });
      Object.assign(second.inTurn.conversation, {
        ...{ locale: 'en', closedAt: AT, reference: { b: 2 } },
        floor: { holder: 'agent', agentId: 'a', place: { since: AT, reason: 'asked', urgency: 1, crowd: 1 } },
      } satisfies Partial<Conversation>);
      expect(await database.keep(second)).toMatchObject({ kept: true });
      const found = await database.conversations.find(given.id);
      expect(found).toEqual(second.inTurn.conversation);
      const fixed = ['id', 'channel', 'transport', 'userId', 'origin', 'begunBy', 'createdAt'];
      const columnsNow: Record<string, unknown> = conversationColumns(found as Conversation);
      const columnsThen: Record<string, unknown> = conversationColumns(given);
      const changed = Object.keys(getTableColumns(conversations)).filter((name) => !fixed.includes(name));
      for (const name of changed) expect([name, columnsNow[name]]).not.toEqual([name, columnsThen[name]]);
      for (const name of fixed.slice(0, -1)) expect(columnsNow[name]).toEqual(columnsThen[name]);
    });

    test('keeps cases with their deadlines, misses and what wakes a channel', async () => {
      const conversation = await openOne();
      const { id } = conversation;
      const { database } = opened;
      for (const wakes of [1, 2]) {
        const standing = (await database.conversations.find(id)) as Conversation;
        const also = wakes === 1 ? { cases: [aCase(id)], misses: [aMiss(id)] } : {};
        expect(await database.keep(await turnIn(standing, { wakes: true, ...also }))).toMatchObject({ kept: true });
      }
      expect(await database.cases.ofConversation(id)).toEqual([aCase(id)]);
      expect(await count(`misses where conversation_id = '${id}' and key = 'k' and resolved_at is null`)).toBe(1);
      expect(
        await count(`deliveries where conversation_id = '${id}' and wakes = 2 and due_at = '${AT.toISOString()}'`),
      ).toBe(1);
    });

    test('moves a case on, from its first fact to its end', async () => {
      const { id } = await openOne();
      const { database } = opened;
      const submitted = aCase(id);
      const open: Case = { ...submitted, step: DRAFT, policyNumber: undefined, deadlines: [] };
      const draft: Case = { ...open, notes: [], submittedAt: undefined };
      const more: Case = { ...submitted, facts: [] };
      const later: Case = { ...submitted, step: 'assessed', deadlines: [], closedAt: AT };
      const { facts, notes, deadlines } = submitted;
      for (const [one, kept] of [
        [draft, draft],
        [more, submitted],
        [later, { ...later, deadlines, facts: [...facts, ...facts], notes: [...notes, ...notes] }],
      ] as const) {
        const standing = (await database.conversations.find(id)) as Conversation;
        expect(await database.keep(await turnIn(standing, { cases: [one] }))).toMatchObject({ kept: true });
        expect(await database.cases.ofConversation(id)).toEqual([kept]);
      }
    });

    test.each<[string, (id: string) => Partial<PreparedTurn>, ((inTurn: ConversationInTurn) => void)?]>([
      [
        'an entry',
        () => ({}),
        (inTurn) => void inTurn.append({ activity: { type: 'message', text: 'a\u0000' }, role: 'bot' }),
      ],
      ['the state', () => ({}), (inTurn) => void Object.assign(inTurn.conversation, { state: { half: '\ud800' } })],
      ['a case', (id) => ({ cases: [{ ...aCase(id), data: { what: '\u0000' } }] })],
      ['a case that stands twice', (id) => ({ cases: [aCase(id), aCase(id)] })],
      [
        'a case’s fact',
        (id) => ({ cases: [{ ...aCase(id), notes: [{ words: '\u0000', entry: 'e', by: 'customer' }] }] }),
      ],
      ['a deadline', (id) => ({ cases: [{ ...aCase(id), deadlines: [{ name: 'x\u0000', source: 's', dueAt: AT }] }] })],
      ['a miss', (id) => ({ misses: [{ ...aMiss(id), question: 'a\u0000' }] })],
      [
        'the reference to wake',
        () => ({ wakes: true }),
        (inTurn) => void Object.assign(inTurn.conversation, { reference: { x: '\u0000' } }),
      ],
    ])('%s that the database refuses costs its own turn alone, and that one whole', async (_, more, spoil) => {
      const { database } = opened;
      const standing = await Promise.all([1, 2, 3, 4].map(openOne));
      const turns = await Promise.all(standing.map((one) => turnIn(one, { text: '好', cases: [aCase(one.id)] })));
      const bad = await turnIn(standing[1] as Conversation, { text: '坏', ...more(standing[1]?.id ?? '') });
      spoil?.(bad.inTurn);
      turns[1] = bad;
      const outcomes = await Promise.allSettled(turns.map((turn) => database.keep(turn)));
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
      for (const [at, { id }] of standing.entries()) {
        expect(await textsOf(id)).toEqual(at === 1 ? ['您好'] : ['您好', '好']);
        expect(await database.cases.ofConversation(id)).toHaveLength(at === 1 ? 0 : 1);
        expect(await database.conversations.find(id)).toEqual(at === 1 ? standing[1] : turns[at]?.inTurn.conversation);
      }
      expect(await count(`misses where conversation_id = '${standing[1]?.id}'`)).toBe(0);
    });

    test('keeps nothing where the conversation has moved on, or has the message already', async () => {
      const { database } = opened;
      const standing = await openOne();
      const turns = [await turnIn(standing, { text: '一', messageId: 'm1' }), await turnIn(standing, { text: '二' })];
      const keepings = await Promise.all(turns.map((turn) => database.keep(turn)));
      expect(keepings.map(({ kept }) => kept)).toEqual([true, false]);
      const moved = (await database.conversations.find(standing.id)) as Conversation;
      const again = await turnIn(moved, { text: '一', messageId: 'm1', cases: [aCase(standing.id)], wakes: true });
      expect(await database.keep(again)).toMatchObject({ kept: false });
      expect(await textsOf(standing.id)).toEqual(['您好', '一']);
      expect(await database.cases.ofConversation(standing.id)).toEqual([]);
      expect(await count(`deliveries where conversation_id = '${standing.id}'`)).toBe(0);
    });

    test('opens nothing that is open', async () => {
      const standing = await openOne();
      expect(await opened.database.keep(await turnIn(standing, { opens: true }))).toMatchObject({ kept: false });
      expect(await textsOf(standing.id)).toEqual(['您好']);
    });

    test.each([
      ['long ago', -60_000],
      ['later than now', 5_000],
    ])('keeps nothing that was prepared %s: its clock is wrong', async (_, ms) => {
      const preparedAt = new Date((await now()).getTime() + ms);
      const standing = await openOne();
      expect(await opened.database.keep(await turnIn(standing, { preparedAt }))).toMatchObject({ kept: false });
      const opening = await turnIn(freshConversation(), { opens: true, preparedAt });
      expect(await opened.database.keep(opening)).toMatchObject({ kept: false });
    });

    test('what nobody waits for any more is withdrawn', async () => {
      const standing = await openOne();
      const turn = await turnIn(standing, { withdrawn: AbortSignal.abort() });
      await expect(opened.database.keep(turn)).rejects.toThrow('nobody waits');
      expect(await textsOf(standing.id)).toEqual(['您好']);
    });

    test.each<[string, HandoffWish | undefined]>([
      ['says something', undefined],
      ['becomes urgent for another reason', SELF_HARM],
    ])('a place in the queue that others moved up stays moved up where the customer %s', async (_, wish) => {
      const { database } = opened;
      const standing = await openOne();
      const queued = await turnIn(standing);
      requestPerson(queued.inTurn.conversation, { reason: 'injury', urgency: 1, alike: mostOfOneOrigin(1) }, AT);
      await database.keep(queued);
      const behind = (await database.conversations.find(standing.id)) as Conversation;
      expect(behind.floor).toMatchObject({ place: { reason: 'injury', crowd: 1 } });
      await opened.drizzle.execute(sql`update conversations set crowd = 0 where id = ${standing.id}`);
      const again = await turnIn(behind);
      if (wish) requestPerson(again.inTurn.conversation, wish, AT);
      expect(await database.keep(again)).toMatchObject({ kept: true });
      expect(await database.conversations.find(standing.id)).toMatchObject({
        floor: { place: { reason: wish?.reason ?? 'injury', crowd: 0 } },
      });
    });

    test('a place in the queue that a turn itself sets is written', async () => {
      const { database } = opened;
      const standing = await openOne();
      // Left over by a version that didn't know crowds.
      await opened.drizzle.execute(sql`update conversations set crowd = 1 where id = ${standing.id}`);
      const queued = await turnIn((await database.conversations.find(standing.id)) as Conversation);
      requestPerson(queued.inTurn.conversation, { reason: 'asked', urgency: 0 }, AT);
      await database.keep(queued);
      expect(await database.conversations.find(standing.id)).toMatchObject({ floor: { place: { crowd: 0 } } });
    });

    test.runIf(kind === 'server')('leaves alone what somebody holds, without waiting for it', async () => {
      const { database } = opened;
      const [one, other] = [await openOne(), await openOne()] as const;
      await database.transaction(async ({ conversations: { lock: hold } }) => {
        await hold(one.id);
        const turns = [await turnIn(one, { text: '甲' }), await turnIn(other, { text: '乙' })];
        const keepings = await Promise.all(turns.map((turn) => database.keep(turn)));
        expect(keepings.map(({ kept }) => kept)).toEqual([false, true]);
      });
      expect(await textsOf(one.id)).toEqual(['您好']);
    });
  });
