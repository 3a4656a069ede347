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

test('a time given three turns ago', async () => {
  const talk = await play(
    desk,
    `
    customer: I want to report an accident
    bot: What has happened? Your own words will do.
    customer: I was rear-ended
    bot: Noted: / What happened: a vehicle collision
    bot: Is anyone hurt?
    customer: nobody is hurt
    bot: Noted: / Anyone hurt: nobody is hurt
    bot: When did it happen? For example, “yesterday around 3 pm”.
    customer: yesterday at 3 pm
    bot: Noted: / When: Tue 17 November 2026, 15:00
    bot: Where did it happen? A road, an estate or a motorway kilometre will do.
    customer: Wensan Road
    bot: Noted: / Where: Wensan Road
    bot: What is your policy number? For a car, the number plate will do. If you don’t have it with you, say “I don’t have it”; your report counts all the same.
    customer: sorry, it was the day before yesterday at 3 pm
    bot: Noted: / When: Mon 16 November 2026, 15:00
    bot: What is your policy number? For a car, the number plate will do. If you don’t have it with you, say “I don’t have it”; your report counts all the same.
    customer: I don't have it
    bot: Which phone number can we reach you on? If you have none at hand, say “I don’t have it” and we will answer here.
    customer: 13800138000
    bot: Noted: / Phone: 138 0013 8000
    bot: Please check: / What happened: a vehicle collision / Anyone hurt: nobody is hurt / When: Mon 16 November 2026, 15:00 / Where: Wensan Road / Policy: not at hand / Phone: 138 0013 8000 / Is all of this right?
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
        happenedAt: { date: '2026-11-16', time: '15:00', said: 'the day before yesterday at 3 pm' },
      },
    },
  ]);
});

test('no at the end asks what to change', async () => {
  const talk = await play(
    desk,
    `
    customer: I was rear-ended on Wensan Road yesterday at 3 pm, nobody hurt
    bot: Noted: / What happened: a vehicle collision / Anyone hurt: nobody is hurt / When: Tue 17 November 2026, 15:00 / Where: Wensan Road
    bot: What is your policy number? For a car, the number plate will do. If you don’t have it with you, say “I don’t have it”; your report counts all the same.
    customer: I don't have it
    bot: Which phone number can we reach you on? If you have none at hand, say “I don’t have it” and we will answer here.
    customer: 13800138000
    bot: Noted: / Phone: 138 0013 8000
    bot: Please check: / What happened: a vehicle collision / Anyone hurt: nobody is hurt / When: Tue 17 November 2026, 15:00 / Where: Wensan Road / Policy: not at hand / Phone: 138 0013 8000 / Is all of this right?
    customer: no
    bot: Which one shall I change? Use a button, or just tell me the new value.
    customer: phone
    bot: Which phone number can we reach you on? If you have none at hand, say “I don’t have it” and we will answer here.
    customer: 13900139000
    bot: Noted: / Phone: 139 0013 9000
    bot: Please check: / What happened: a vehicle collision / Anyone hurt: nobody is hurt / When: Tue 17 November 2026, 15:00 / Where: Wensan Road / Policy: not at hand / Phone: 139 0013 9000 / Is all of this right?
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
        phone: '+8613900139000',
        place: { said: 'Wensan Road' },
        policy: null,
        anyoneHurt: false,
        happenedAt: { date: '2026-11-17', time: '15:00', said: 'yesterday at 3 pm' },
      },
    },
  ]);
});

test('a wrong phone number', async () => {
  const talk = await play(
    desk,
    `
    customer: I was rear-ended on Wensan Road yesterday at 3 pm, nobody hurt
    bot: Noted: / What happened: a vehicle collision / Anyone hurt: nobody is hurt / When: Tue 17 November 2026, 15:00 / Where: Wensan Road
    bot: What is your policy number? For a car, the number plate will do. If you don’t have it with you, say “I don’t have it”; your report counts all the same.
    customer: I don't have it
    bot: Which phone number can we reach you on? If you have none at hand, say “I don’t have it” and we will answer here.
    customer: 13800138000
    bot: Noted: / Phone: 138 0013 8000
    bot: Please check: / What happened: a vehicle collision / Anyone hurt: nobody is hurt / When: Tue 17 November 2026, 15:00 / Where: Wensan Road / Policy: not at hand / Phone: 138 0013 8000 / Is all of this right?
    customer: actually my number is 13900139000
    bot: Noted: / Phone: 139 0013 9000
    bot: Please check: / What happened: a vehicle collision / Anyone hurt: nobody is hurt / When: Tue 17 November 2026, 15:00 / Where: Wensan Road / Policy: not at hand / Phone: 139 0013 9000 / Is all of this right?
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
        phone: '+8613900139000',
        place: { said: 'Wensan Road' },
        policy: null,
        anyoneHurt: false,
        happenedAt: { date: '2026-11-17', time: '15:00', said: 'yesterday at 3 pm' },
      },
    },
  ]);
});
