import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Locale } from '../../language/locale.ts';
import { type MissedQuestion, missOf } from '../../services/misses.ts';
import { DATABASES, locationOf } from '../kit/databases.ts';
import { keysOf } from '../kit/said.ts';
import { openTalkDesk, type TalkDesk } from '../kit/talk.ts';

const NOW = new Date('2026-11-18T15:30:00+08:00');
const asked = (question: string, more: Partial<MissedQuestion> = {}) =>
  missOf({ conversationId: 'c1', question, product: 'motor-commercial', locale: 'zh-CN', nearest: [], ...more }, NOW);

describe('questions are the same', () => {
  test.each([
    ['能保外星人入侵吗', '能保外星人入侵吗？'],
    ['能保外星人入侵吗', '请问，能保 外星人入侵 吗???'],
    ['能保外星人入侵吗', '您好 能保外星人入侵呢🙏'],
    ['Does it cover UFOs?', 'does it cover ufos'],
    ['自燃赔吗', '自燃赔'],
    ['ABC', 'ＡＢＣ'],
  ])('%s = %s', (one, other) => {
    expect(asked(one).key).toBe(asked(other).key);
  });

  test.each([
    ['赔50%吗', '赔50吗'],
    ['1.5倍', '15倍'],
    ['吗', '呢'],
    ['？？', '！！'],
    ['自燃赔吗', '自燃不赔吗'],
  ])('%s ≠ %s', (one, other) => {
    expect(asked(one).key).not.toBe(asked(other).key);
  });

  test('only about the same product and in the same language', () => {
    const keys = [
      asked('x'),
      asked('x', { product: 'home-contents' }),
      asked('x', { product: undefined }),
      asked('x', { locale: 'en' }),
    ].map(({ key }) => key);
    expect(new Set(keys).size).toBe(4);
  });
});

test('a long question is cut between characters', () => {
  const { question } = asked('😀'.repeat(600));
  expect([...question]).toHaveLength(500);
  expect(question.isWellFormed()).toBe(true);
});

describe.each(DATABASES)('on $kind', ({ available, fresh }) => {
  describe.skipIf(!available)('misses', () => {
    let desk: TalkDesk;
    beforeAll(async () => {
      const place = await fresh();
      desk = await openTalkDesk(locationOf(place));
    });
    afterAll(() => desk.close());

    const ask = async (question: string, locale: Locale = 'zh-CN') => {
      const talk = await desk.open(locale);
      expect(keysOf(await talk.say(question))).toEqual(['ask.unknown']);
      return talk.id;
    };
    const groups = (
      more: { since?: Date; product?: string; resolved?: boolean; order?: 'time'; limit?: number } = {},
    ) => desk.opened.database.misses.groups({ order: 'count', limit: 100, ...more });
    const done = (by = 'mei') => ({ by, at: desk.clock.tell() });

    test('what is not answered is kept, masked and grouped; what is answered is not', async () => {
      const { misses } = desk.opened.database;
      expect(await groups()).toEqual([]);
      const answered = await desk.open();
      await answered.say('酒后开车出了事故赔吗');
      expect(await groups()).toEqual([]);

      await ask('车险外星人入侵赔不赔？');
      desk.clock.pass(60);
      await ask('浙A12345车险外星人入侵赔不赔');
      desk.clock.pass(60);
      const last = await ask('请问车险外星人入侵赔不赔呢');
      expect(await groups()).toEqual([
        {
          key: expect.stringMatching(/^[0-9a-f]{32}$/),
          question: '请问车险外星人入侵赔不赔呢',
          product: 'motor-commercial',
          locale: 'zh-CN',
          nearest: expect.any(Array),
          conversationId: last,
          count: 2,
          firstAt: new Date('2026-11-18T15:30:00.003+08:00'),
          lastAt: new Date('2026-11-18T17:30:00.003+08:00'),
          resolved: false,
          resolvedAt: undefined,
        },
        expect.objectContaining({ question: '[plate]车险外星人入侵赔不赔', count: 1 }),
      ]);
      expect((await groups({ order: 'time' })).map(({ count }) => count)).toEqual([2, 1]);
      expect((await groups({ limit: 1 })).length).toBe(1);
      expect(await misses.count({})).toBe(2);
      expect((await groups({ since: new Date('2026-11-18T17:00:00+08:00') })).map(({ count }) => count)).toEqual([1]);
      expect(await groups({ product: 'home-contents' })).toEqual([]);
      expect(await misses.products()).toEqual(['motor-commercial']);
    });

    test('the question is kept, not the name of the product that followed it', async () => {
      const talk = await desk.open();
      expect(keysOf(await talk.say('穿越到清朝赔不赔'))).toEqual(['ask.which-product']);
      expect(keysOf(await talk.say('医疗险'))).toEqual(['ask.unknown']);
      expect(await groups({ product: 'medical-one-year' })).toMatchObject([{ question: '穿越到清朝赔不赔' }]);
    });

    test('is done until it is asked again, and can be taken back', async () => {
      const { misses } = desk.opened.database;
      const [first] = await groups({ product: 'motor-commercial' });
      const key = first?.key ?? '';
      expect(await misses.resolve(key, done())).toBe(true);
      expect(await misses.resolve(key, done('an'))).toBe(false);
      expect(await groups({ resolved: true })).toMatchObject([{ key, resolved: true, resolvedAt: desk.clock.tell() }]);
      expect((await groups({ resolved: false })).map((group) => group.key)).not.toContain(key);
      expect(await misses.count({ resolved: true })).toBe(1);

      desk.clock.pass(5);
      await ask('车险外星人入侵赔不赔？');
      const again = (await groups({ resolved: false })).find((group) => group.key === key);
      expect(again).toMatchObject({ count: 3, resolved: false, resolvedAt: expect.any(Date) });

      expect(await misses.resolve(key, done())).toBe(true);
      expect(await misses.reopen(key)).toBe(true);
      expect(await misses.reopen(key)).toBe(false);
      expect((await groups({ resolved: false })).find((group) => group.key === key)).toMatchObject({ resolved: false });
      expect(await misses.resolve('nothing', done())).toBe(false);
    });
  });
});
