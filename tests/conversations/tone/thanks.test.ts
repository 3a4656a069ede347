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

test('道谢和再见', async () => {
  const talk = await play(
    desk,
    `
    customer: 谢谢
    bot: 不客气。有需要随时找我，祝您平安。
    customer: 再见
    bot: 不客气。有需要随时找我，祝您平安。
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});
