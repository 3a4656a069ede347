import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FilingParts, sweep } from '../../bots/duties/unfinished.ts';
import { NotDue } from '../../bots/incoming/incoming.ts';
import { DRAFT } from '../../services/cases/case.ts';
import { newConversation } from '../../services/conversations/conversations.ts';
import { ConversationInTurn } from '../../services/conversations/in-turn.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { memoryLogger } from '../http/kit/memory-logger.ts';
import { DATABASES, locationOf } from '../kit/databases.ts';
import { WEDNESDAY } from '../kit/desk.ts';
import { keysOf } from '../kit/said.ts';
import { openTalkDesk, type TalkDesk, type TestTalk } from '../kit/talk.ts';

const DAYS = 24 * 60;
const PUT_ASIDE = ['returning.filed'];

describe.each(DATABASES)('on $kind', ({ available, fresh }) => {
  describe.skipIf(!available)('what was left undone', () => {
    let desk: TalkDesk;
    let talk: TestTalk;
    beforeAll(async () => {
      const place = await fresh();
      desk = await openTalkDesk(locationOf(place));
    });
    afterAll(() => desk.close());
    beforeEach(async () => {
      desk.clock.now = new Date(WEDNESDAY);
      talk = await begun();
      desk.clock.pass(4 * DAYS);
    });

    const begun = async () => {
      const begun = await desk.open();
      await begun.say('我要报案');
      await begun.say('车被追尾了，没人受伤');
      return begun;
    };
    const filing = (more: Partial<FilingParts> = {}) =>
      sweep({
        turns: desk.turns,
        conversations: desk.opened.database.conversations,
        clock: desk.clock.tell,
        logger: createLogger('silent'),
        afterHours: 72,
        ...more,
      });
    /** As if these had been selected. */
    const found = (...talks: TestTalk[]) => ({
      leftUndone: async () => talks.map(({ id }) => ({ id, since: new Date(WEDNESDAY) })),
    });
    const casesOf = ({ id }: TestTalk) => desk.opened.database.cases.ofConversation(id);

    test('is filed once, however many look for it at once', async () => {
      const conversations = found(talk);
      const filed = await Promise.all([1, 2, 3, 4].map(() => filing({ conversations })));
      expect(filed.reduce((sum, one) => sum + one)).toBe(1);
      expect(await casesOf(talk)).toMatchObject([{ kind: 'incident', step: DRAFT }]);
      expect(keysOf(await talk.hear())).toEqual(PUT_ASIDE);
    });

    test('is not filed where the customer went on between the look and the lock', async () => {
      await talk.say('接着办');
      const before = await talk.log();
      expect(await filing({ conversations: found(talk) })).toBe(0);
      expect(await talk.log()).toEqual(before);
      await expect(
        desk.turns.run({
          conversationId: talk.id,
          from: 'system',
          activity: { type: 'event', name: 'conversation.left-undone' },
          isDue: () => false,
          correlationId: 'test',
        }),
      ).rejects.toThrow(NotDue);
    });

    test('is not filed where a person has it meanwhile, or it came to its end', async () => {
      const waits = await begun();
      await waits.say('转人工');
      const cancelled = await begun();
      await cancelled.say('取消');
      desk.clock.pass(4 * DAYS);
      expect(await filing({ conversations: found(waits, cancelled) })).toBe(0);
      expect(keysOf(await waits.hear())).toEqual([]);
      expect(keysOf(await cancelled.hear())).toEqual([]);
      expect(await casesOf(cancelled)).toMatchObject([{ step: DRAFT, closedAt: expect.any(Date) }]);
    });

    test('that can’t be filed keeps none of the others from it, and comes again', async () => {
      const other = await begun();
      desk.clock.pass(4 * DAYS);
      const lines: string[] = [];
      const turns: FilingParts['turns'] = {
        run: async (incoming) => {
          if (incoming.conversationId === talk.id) throw new Error('always');
          return desk.turns.run(incoming);
        },
      };
      const conversations = found(talk, other);
      expect(await filing({ turns, conversations, logger: memoryLogger(lines) })).toBe(1);
      expect(keysOf(await other.hear())).toEqual(PUT_ASIDE);
      expect(lines.join()).toContain('the others are filed');
      expect(await filing({ conversations })).toBe(1);
      expect(keysOf(await talk.hear())).toEqual(PUT_ASIDE);
    });

    test('keeps nobody behind it from being filed, however many can’t be', async () => {
      const { database, drizzle } = desk.opened;
      const others = Array.from({ length: 420 }, (_, at) => `stuck-${at}`);
      const began = new Date(WEDNESDAY);
      for (const id of others) {
        const given = { id, channel: 'webchat', transport: 'direct-line', userId: 'u', reference: undefined };
        const inTurn = new ConversationInTurn(newConversation({ ...given, locale: 'zh-CN' }, began), began);
        inTurn.append({ activity: { type: 'message', text: '我要报案' }, role: 'customer' });
        inTurn.conversation.state = { stack: [{ dialog: 'report-incident' }] };
        await database.conversations.create(newConversation({ ...given, locale: 'zh-CN' }, began));
        await database.transaction(({ conversations }) => conversations.save(inTurn));
      }
      const last = await begun();
      desk.clock.pass(4 * DAYS);
      const asked: string[] = [];
      const turns: FilingParts['turns'] = {
        run: async (incoming) => {
          asked.push(incoming.conversationId);
          if (incoming.conversationId.startsWith('stuck')) throw new Error('always');
          return desk.turns.run(incoming);
        },
      };
      await filing({ turns });
      expect(asked.filter((id) => id.startsWith('stuck')).toSorted()).toEqual(others.toSorted());
      expect(keysOf(await last.hear())).toEqual(PUT_ASIDE);
      await drizzle.execute(sql`delete from open_matters where conversation_id like 'stuck-%'`);
    });

    test('goes on where the database can’t do it for one, and says so in the end', async () => {
      const other = await begun();
      desk.clock.pass(4 * DAYS);
      const locked = Object.assign(new Error('canceling statement due to lock timeout'), { code: '55P03' });
      const turns: FilingParts['turns'] = {
        run: (incoming) => (incoming.conversationId === talk.id ? Promise.reject(locked) : desk.turns.run(incoming)),
      };
      await expect(filing({ turns, conversations: found(talk, other) })).rejects.toThrow(locked);
      expect(keysOf(await other.hear())).toEqual(PUT_ASIDE);
      let tries = 0;
      const nothing: FilingParts['turns'] = {
        run: () => {
          tries++;
          return Promise.reject(locked);
        },
      };
      const conversations = found(...Array.from({ length: 9 }, () => talk));
      await expect(filing({ turns: nothing, conversations })).rejects.toThrow(locked);
      expect(tries).toBe(3);
    });

    test('is left for later where the database isn’t to be had, or the desk stops', async () => {
      const gone = Object.assign(new Error('gone'), { code: 'CONNECTION_CLOSED' });
      await expect(filing({ conversations: found(talk), turns: { run: () => Promise.reject(gone) } })).rejects.toThrow(
        'gone',
      );
      const parts = { turns: desk.turns, conversations: found(talk), clock: desk.clock.tell, afterHours: 72 };
      expect(await sweep({ ...parts, logger: createLogger('silent') }, AbortSignal.abort())).toBe(0);
      expect(keysOf(await talk.hear())).toEqual([]);
    });

    test('is filed whole or not at all, where the bot fails in it', async () => {
      const place = await fresh();
      const broken = await openTalkDesk(locationOf(place), { bot: { run: () => Promise.reject(new Error('always')) } });
      const customer = await broken.open();
      const before = await customer.log();
      await expect(
        broken.turns.run({
          conversationId: customer.id,
          from: 'system',
          activity: { type: 'event', name: 'conversation.left-undone' },
          isDue: () => true,
          correlationId: 'test',
        }),
      ).rejects.toThrow('the bot failed');
      expect(await customer.log()).toEqual(before);
      await broken.close();
    });
  });
});
