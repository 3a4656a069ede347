import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { WEDNESDAY } from '../../kit/desk.ts';
import { keysOf } from '../../kit/said.ts';
import { openTalkDesk, type TalkDesk } from '../../kit/talk.ts';

/* What is noted beside a talk about clauses: what was shown, and what the customer answered to it. */

let desk: TalkDesk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
beforeEach(() => {
  desk.clock.now = new Date(WEDNESDAY);
});
afterAll(() => desk.close());

const SHOWN = { 'zh-CN': '商业车险酒后开车赔吗', en: 'does commercial motor insurance cover drink-driving' };

const localeOf = (words: string) => (/\p{Script=Han}/u.test(words) ? 'zh-CN' : 'en');

/* What is said after a clause, the sentence that answers it, and what is noted of it. */
test.each([
  ['明白了，不同意', 'ask.disagreed', undefined],
  ['看懂了，但我不认可', 'ask.disagreed', undefined],
  ['我没看明白，好的', 'ask.explained', 'not-understood'],
  ['明白个屁', 'ask.explained', undefined],
  ['懂了才怪', 'ask.explained', undefined],
  ['鬼才看得懂', 'ask.explained', undefined],
  ['嗯', 'ask.noted', undefined],
  ['ok', 'ask.noted', undefined],
  ['我看明白了', 'ask.confirmed', 'understood'],
  ['clear as mud', 'ask.explained', undefined],
  ["I don't agree with that", 'ask.disagreed', undefined],
])('after a clause: %s', async (words, key, noted) => {
  const locale = localeOf(words) === 'en' && words !== 'ok' ? 'en' : 'zh-CN';
  const talk = await desk.open(locale);
  await talk.say(SHOWN[locale]);
  expect(keysOf(await talk.say(words))).toEqual([key]);
  const answers = (await talk.log()).flatMap(
    ({ activity }) => /"answer":"(understood|not-understood)"/.exec(JSON.stringify(activity) ?? '')?.[1] ?? [],
  );
  expect(answers).toEqual(noted ? [noted] : []);
});

test('what was shown is kept with what was answered to it, and the doubt before it', async () => {
  const talk = await desk.open();
  for (const words of ['酒后开车出了事故赔吗', '还有疑问', '好的', '我明白了', '再看一遍', '我明白了'])
    await talk.say(words);
  const log = await talk.log();
  const shown = log.find((entry) => keysOf([entry])[0] === 'ask.bearing');
  const noted = log.flatMap(({ role, activity }) =>
    role === 'system' && activity?.name?.startsWith('evidence.') ? [activity.value] : [],
  );
  expect(noted).toMatchObject([
    { entry: shown?.id, clauses: [{ product: 'motor-commercial', version: '2026', clause: 'drink-driving' }] },
    { about: [shown?.id], answer: 'not-understood' },
    // In other words; a loose "all right" confirms nothing, nor does what is said of it later.
    { clauses: [{ clause: 'drink-driving' }] },
    { clauses: [{ clause: 'drink-driving' }] },
    { answer: 'understood' },
  ]);
});
