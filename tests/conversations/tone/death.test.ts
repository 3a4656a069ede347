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

test('有人去世，先慰问，马上请人', async () => {
  const talk = await play(
    desk,
    `
    customer: 我爸昨天出车祸去世了
    bot: 请您节哀。 / 现在什么都不用填，我已请同事来陪您办。
    bot: 您的事急，我已把您排到前面，正在等同事接入。您排在第 1 位。 / 您在这里说过的话同事都能看到，不用再说一遍；等待时可以继续补充。
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([
    {
      kind: 'incident',
      step: 'reported',
      data: { what: 'death', anyoneHurt: true, happenedAt: { date: '2026-11-17', said: '昨天' } },
    },
  ]);
});
