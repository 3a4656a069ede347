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

test('somebody is hurt', async () => {
  const talk = await play(
    desk,
    `
    customer: I just hit a cyclist and he is bleeding
    bot: Call 120; 122 for traffic, 119 for fire, 110 for violence. / Whoever can walk goes where it is safe: behind the barrier on a motorway, out of the house if there is fire or gas. / Come back once safe. There is nothing to fill in; I have asked a colleague to help you.
    bot: This is urgent: I moved you up and am waiting for a colleague. You are number 1 in the queue. / They can see everything you wrote here, so you won’t have to repeat it. You can go on writing while you wait.
    `,
    { locale: 'en' },
  );
  expect(await stored(desk, talk)).toMatchObject([
    {
      kind: 'incident',
      step: 'reported',
      data: {
        what: 'collision',
        anyoneHurt: true,
        happenedAt: { date: '2026-11-18', time: '15:30', approximate: true, said: 'I just' },
      },
    },
  ]);
});
