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

test('cancel, and nothing was in hand', async () => {
  const talk = await play(
    desk,
    `
    customer: never mind
    bot: There is nothing in hand at the moment. Just tell me when you need something.
    `,
    { locale: 'en' },
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});

test('cancel in the middle', async () => {
  const talk = await play(
    desk,
    `
    customer: I want to report an accident
    bot: What has happened? Your own words will do.
    customer: my car was stolen
    bot: Noted: / What happened: a theft or robbery
    bot: Is anyone hurt?
    customer: cancel
    bot: All right, I have stopped. Nothing of it was submitted. Tell me whenever you need something.
    `,
    { locale: 'en' },
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});

test('start over', async () => {
  const talk = await play(
    desk,
    `
    customer: I want to report an accident
    bot: What has happened? Your own words will do.
    customer: my car was stolen
    bot: Noted: / What happened: a theft or robbery
    bot: Is anyone hurt?
    customer: start over
    bot: All right, let’s start over. What was noted is set aside.
    bot: What has happened? Your own words will do.
    customer: a pipe burst
    bot: Noted: / What happened: a leak or burst pipe
    bot: Is anyone hurt?
    `,
    { locale: 'en' },
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});
