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

test("a time that hasn't come, a phone that is too short", async () => {
  const talk = await play(
    desk,
    `
    customer: I want to report an accident
    bot: What has happened? Your own words will do.
    customer: I was rear-ended, nobody is hurt
    bot: Noted: / What happened: a vehicle collision / Anyone hurt: nobody is hurt
    bot: When did it happen? For example, “yesterday around 3 pm”.
    customer: tomorrow at 3 pm
    bot: That time is still to come. When did it happen? For example, “yesterday around 3 pm”.
    customer: yesterday at 3 pm
    bot: Noted: / When: Tue 17 November 2026, 15:00
    bot: Where did it happen? A road, an estate or a motorway kilometre will do.
    customer: Wensan Road
    bot: Noted: / Where: Wensan Road
    bot: What is your policy number? For a car, the number plate will do. If you don’t have it with you, say “I don’t have it”; your report counts all the same.
    customer: I don't have it
    bot: Which phone number can we reach you on? If you have none at hand, say “I don’t have it” and we will answer here.
    customer: 13800
    bot: That number doesn’t look right. Please check its digits and send it again.
    customer: 13800138000
    bot: Noted: / Phone: 138 0013 8000
    bot: Please check: / What happened: a vehicle collision / Anyone hurt: nobody is hurt / When: Tue 17 November 2026, 15:00 / Where: Wensan Road / Policy: not at hand / Phone: 138 0013 8000 / Is all of this right?
    customer: yes
    bot: Your report is registered. Your reference is BA######-######; please keep it. / We will look up the policy for you. We will tell you soon, and at once, all the papers needed. / Please photograph the scene and the damage; on a motorway, get behind the barrier before anything else. / Claims staff decide whether and how much is paid.
    `,
    { locale: 'en' },
  );
  expect(await stored(desk, talk)).toMatchObject([
    {
      kind: 'incident',
      step: 'reported',
      data: {
        what: 'collision',
        phone: '+8613800138000',
        place: { said: 'Wensan Road' },
        policy: null,
        anyoneHurt: false,
        happenedAt: { date: '2026-11-17', time: '15:00', said: 'yesterday at 3 pm' },
      },
    },
  ]);
});

test('not understood three times', async () => {
  const talk = await play(
    desk,
    `
    customer: I want to report an accident
    bot: What has happened? Your own words will do.
    customer: qwerty
    bot: I’m sorry, I couldn’t tell what kind of incident it is. Choose the nearest one, or describe it once more.
    customer: xyzzy
    bot: I’m sorry, I couldn’t tell what kind of incident it is. Choose the nearest one, or describe it once more.
    bot: If this is hard to answer, say “talk to a person” and a colleague will help, or say “cancel”.
    customer: lorem
    bot: I’m not getting this right, so a colleague will take over from here.
    bot: All right, I am putting you through to a person. You are number 1 in the queue. / They can see everything you wrote here, so you won’t have to repeat it. You can go on writing while you wait.
    `,
    { locale: 'en' },
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});
