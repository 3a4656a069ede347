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

test('按钮也可以打数字', async () => {
  const talk = await play(
    desk,
    `
    customer: 你好
    bot: 您好，请问需要办什么？可以直接说，也可以点下面的按钮。
    customer: 1
    bot: 请问出了什么事？用您自己的话说就可以。
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});
