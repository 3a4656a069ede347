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

test('the next day', async () => {
  const talk = await play(
    desk,
    `
    customer: I want to report an accident
    bot: What has happened? Your own words will do.
    customer: I was rear-ended, nobody is hurt
    bot: Noted: / What happened: a vehicle collision / Anyone hurt: nobody is hurt
    bot: When did it happen? For example, “yesterday around 3 pm”.
    (1440 minutes later)
    customer: hello
    bot: Last time we were in the middle of “report an incident”. Let's go on. If you no longer want it, say “cancel”; to begin afresh, say “start over”.
    bot: When did it happen? For example, “yesterday around 3 pm”.
    customer: the day before yesterday at 3 pm
    bot: Noted: / When: Tue 17 November 2026, 15:00
    bot: Where did it happen? A road, an estate or a motorway kilometre will do.
    `,
    { locale: 'en' },
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});
