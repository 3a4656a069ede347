import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Turns } from '../../bots/turns.ts';
import { checkChain } from '../../services/conversation-log/chain.ts';
import { newConversation } from '../../services/conversations/conversations.ts';
import { offsetOf, writingTimeAhead } from '../../services/time/clock.ts';
import { DATABASES, locationOf } from '../kit/databases.ts';
import { openTalkDesk, type TalkDesk } from '../kit/talk.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

describe.each(DATABASES)('on $kind', ({ available, fresh }) => {
  describe.skipIf(!available)('the time of what is written', () => {
    let desk: TalkDesk;
    let turns: Turns;
    beforeAll(async () => {
      const place = await fresh();
      const location = locationOf(place);
      desk = await openTalkDesk(location, { writingTime: (databaseNow) => databaseNow });
      turns = desk.turns;
    });
    afterAll(() => desk.close());

    let opened = 0;
    /** A replica whose clock is so wrong opens a conversation. */
    const openAt = async (now: Date): Promise<string> => {
      const id = `clock-${++opened}`;
      const given = { channel: 'webchat', transport: 'direct-line', userId: 'u', locale: 'zh-CN' as const };
      await desk.opened.database.conversations.create(newConversation({ id, ...given, reference: undefined }, now));
      return id;
    };
    const say = (conversationId: string, text: string, by = turns) =>
      by.run({ conversationId, from: 'customer', activity: { type: 'message', text }, correlationId: 'test' });
    const timesOf = async (id: string) =>
      (await desk.opened.database.log.read(id, 0, { reader: 'staff', limit: 100 })).map(({ at }) => at.getTime());

    test.each([
      ['an hour ahead', HOUR_MS],
      ['an hour behind', -HOUR_MS],
    ])('is the database’s, where a replica’s clock is %s', async (_, wrong) => {
      const started = Date.now();
      const id = await openAt(new Date(started + wrong));
      for (const text of ['你好', '谢谢', '再见']) await say(id, text);
      const times = await timesOf(id);
      expect(times).toHaveLength(6);
      for (const [at, time] of times.entries()) {
        expect(Math.abs(time - started)).toBeLessThan(MINUTE_MS);
        if (at > 0) expect(time).toBeGreaterThan(times[at - 1] ?? 0);
      }
      const conversation = await desk.opened.database.conversations.find(id);
      expect(conversation?.createdAt.getTime()).toBe((times[0] ?? 0) - 1);
      expect(conversation?.headAt.getTime()).toBe(times.at(-1));
      expect(checkChain(id, await desk.opened.database.log.read(id, 0, { reader: 'staff', limit: 100 }))).toMatchObject(
        {
          entries: 6,
        },
      );
    });

    test('is shifted by CLOCK, and strictly later than the entry before', async () => {
      const start = new Date('2026-11-18T15:30:00+08:00');
      const shifted = new Turns({
        database: desk.opened.database,
        signals: desk.signals,
        knowledge: desk.knowledge,
        recognizer: desk.recognizer,
        zone: 'Asia/Shanghai',
        logger: desk.logger,
        writingTime: writingTimeAhead(offsetOf(start)),
      });
      const id = await openAt(start);
      await say(id, '你好', shifted);
      await say(id, '谢谢', shifted);
      const times = await timesOf(id);
      for (const [at, time] of times.entries()) {
        expect(Math.abs(time - start.getTime())).toBeLessThan(MINUTE_MS);
        if (at > 0) expect(time).toBeGreaterThan(times[at - 1] ?? 0);
      }
    });

    test('goes on after what a clock that was set right stood at', async () => {
      const standing = new Date('2026-11-18T15:30:00+08:00');
      const still = (now: Date) =>
        new Turns({
          database: desk.opened.database,
          signals: desk.signals,
          knowledge: desk.knowledge,
          recognizer: desk.recognizer,
          zone: 'Asia/Shanghai',
          logger: desk.logger,
          writingTime: () => now,
        });
      const id = await openAt(standing);
      await say(id, '你好', still(standing));
      await say(id, '谢谢', still(new Date(standing.getTime() - HOUR_MS)));
      const times = await timesOf(id);
      expect(times).toEqual([1, 2, 3, 4].map((ms) => standing.getTime() + ms));
    });
  });
});
