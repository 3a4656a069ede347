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

test('有人受伤，先救人', async () => {
  const talk = await play(
    desk,
    `
    customer: 刚刚撞到人了，他流血了
    bot: 先打 120；交通事故打 122，着火打 119，有人行凶打 110。 / 能走的人先到安全的地方：高速上到护栏外，着火、漏气到屋外。 / 人安全了再回来，什么都不用填，我已请同事接待您。
    bot: 您的事急，我已把您排到前面，正在等同事接入。您排在第 1 位。 / 您在这里说过的话同事都能看到，不用再说一遍；等待时可以继续补充。
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([
    {
      kind: 'incident',
      step: 'reported',
      data: {
        what: 'collision',
        anyoneHurt: true,
        happenedAt: { date: '2026-11-18', time: '15:30', approximate: true, said: '刚刚' },
      },
    },
  ]);
});
