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

test('a death', async () => {
  const talk = await play(
    desk,
    `
    customer: my husband died in a crash last night
    bot: We are so sorry. / There is nothing to fill in now. I have asked a colleague to help you.
    bot: This is urgent: I moved you up and am waiting for a colleague. You are number 1 in the queue. / They can see everything you wrote here, so you won’t have to repeat it. You can go on writing while you wait.
    `,
    { locale: 'en' },
  );
  expect(await stored(desk, talk)).toMatchObject([
    {
      kind: 'incident',
      step: 'reported',
      data: { what: 'death', anyoneHurt: true, happenedAt: { date: '2026-11-17', said: 'last night' } },
    },
  ]);
});
