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

test('one thing after the other', async () => {
  const talk = await play(
    desk,
    `
    customer: I'd like to report an accident
    bot: What has happened? Your own words will do.
    customer: a pipe burst in my flat
    bot: Noted: / What happened: a leak or burst pipe
    bot: Is anyone hurt?
    customer: no
    bot: Noted: / Anyone hurt: nobody is hurt
    bot: When did it happen? For example, “yesterday around 3 pm”.
    customer: this morning at eight
    bot: Noted: / When: Wed 18 November 2026, 08:00
    bot: Where did it happen? A road, an estate or a motorway kilometre will do.
    customer: 12 Cuiyuan, third block
    bot: Noted: / Where: 12 Cuiyuan, third block
    bot: What is your policy number? For a car, the number plate will do. If you don’t have it with you, say “I don’t have it”; your report counts all the same.
    customer: not with me
    bot: Which phone number can we reach you on? If you have none at hand, say “I don’t have it” and we will answer here.
    customer: 139 0013 9000
    bot: Noted: / Phone: 139 0013 9000
    bot: Please check: / What happened: a leak or burst pipe / Anyone hurt: nobody is hurt / When: Wed 18 November 2026, 08:00 / Where: 12 Cuiyuan, third block / Policy: not at hand / Phone: 139 0013 9000 / Is all of this right?
    customer: yes
    bot: Your report is registered. Your reference is BA######-######; please keep it. / We will look up the policy for you. We will tell you soon, and at once, all the papers needed. / Claims staff decide whether and how much is paid.
    `,
    { locale: 'en' },
  );
  expect(await stored(desk, talk)).toMatchObject([
    {
      kind: 'incident',
      step: 'reported',
      data: {
        what: 'water',
        phone: '+8613900139000',
        place: { said: '12 Cuiyuan, third block' },
        policy: null,
        anyoneHurt: false,
        happenedAt: { date: '2026-11-18', time: '08:00', said: 'this morning at eight' },
      },
    },
  ]);
});
