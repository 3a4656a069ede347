import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { WEDNESDAY } from '../../kit/desk.ts';
import { openTalkDesk, type TalkDesk } from '../../kit/talk.ts';

/* Where messages stand in the log that were sent before any of them was answered. */

let desk: TalkDesk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
beforeEach(() => {
  desk.clock.now = new Date(WEDNESDAY);
});
afterAll(() => desk.close());

test.each([
  ['zh-CN', ['我要报案', '昨晚八点多', '在文一路追尾了前车', '在文一路追尾了前车', '没人受伤']],
  ['en', ['hello', 'I had a crash', 'nobody is hurt']],
] as const)('each once, in the order in which they came: %s', async (locale, messages) => {
  const talk = await desk.open(locale);
  await talk.sayAtOnce(messages);
  const said = (await talk.log()).filter(({ role }) => role === 'customer').map(({ activity }) => activity?.text);
  expect(said).toEqual(messages);
});
