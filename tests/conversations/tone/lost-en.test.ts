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

test('the second time a person is offered', async () => {
  const talk = await play(
    desk,
    `
    customer: what's the weather today
    bot (out-of-scope.sorry)
    customer: tell me a joke
    bot: I’m sorry, I still don’t understand. Shall a colleague take over? Just say “talk to a person”.
    `,
    { locale: 'en' },
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});
