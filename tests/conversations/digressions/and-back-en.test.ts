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

test('a question about cover in the middle', async () => {
  const talk = await play(
    desk,
    `
    customer: I want to report an accident
    bot: What has happened? Your own words will do.
    customer: I was rear-ended
    bot: Noted: / What happened: a vehicle collision
    bot: Is anyone hurt?
    customer: is drink driving covered by the car insurance?
    bot (ask.bearing)
    bot (ask.also)
    bot: If it is clear, reply “It is clear”; you need not. It shows only that you read it and takes away none of your rights.
    bot: Is anyone hurt?
    customer: nobody was hurt
    bot: Noted: / Anyone hurt: nobody is hurt
    bot: When did it happen? For example, “yesterday around 3 pm”.
    `,
    { locale: 'en' },
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});

test('help in the middle', async () => {
  const talk = await play(
    desk,
    `
    customer: I want to report an accident
    bot: What has happened? Your own words will do.
    customer: help
    bot (help.menu)
    bot: What has happened? Your own words will do.
    customer: my car was stolen
    bot: Noted: / What happened: a theft or robbery
    bot: Is anyone hurt?
    `,
    { locale: 'en' },
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});
