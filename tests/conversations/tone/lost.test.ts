import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { WEDNESDAY } from '../../kit/desk.ts';
import { play } from '../../kit/play-script.ts';
import { stored } from '../../kit/stored.ts';
import { openTalkDesk, type TalkDesk } from '../../kit/talk.ts';

let desk: TalkDesk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
beforeEach(() => {
  desk.clock.now = new Date(WEDNESDAY);
});
afterAll(() => desk.close());

test('两次没听懂，主动给人工', async () => {
  const talk = await play(
    desk,
    `
    customer: 今天天气怎么样
    bot: 这句我没听懂。可以换个说法，例如“家里水管爆了赔吗”或“我要报案”。
    customer: 讲个笑话
    bot: 抱歉，我还是没听懂。要不要请同事来接待您？说“转人工”就可以。
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});
