import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { WEDNESDAY } from '../../kit/desk.ts';
import { play } from '../../kit/play.ts';
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
    bot: People come first. Call 120 for an ambulance; 122 for a traffic accident, 119 for a fire. / Look after the injured. You don’t have to fill in anything; I am asking a colleague to contact you right now.
    bot: I am putting you through to a person first. You are number 1 in the queue. / They can see everything you wrote here, so you won’t have to repeat it. You can go on writing while you wait.
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
