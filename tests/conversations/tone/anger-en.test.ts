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

test('anger is met once', async () => {
  const talk = await play(
    desk,
    `
    customer: this is ridiculous, I want to complain about the delay
    bot: I am sorry this is upsetting. I’ll note it carefully; to speak to someone, say “talk to a person”.
    bot: Noted: / Your request: this is ridiculous, I want to complain about the delay
    bot: A colleague will take care of this; I’ll note it down first. What is your policy number? If you don’t have it with you, say “I don’t have it”.
    customer: bloody hell, I don't have it
    bot: Which phone number can we reach you on? If you have none at hand, say “I don’t have it” and we will answer here.
    customer: 13800138000
    bot: Noted: / Phone: 138 0013 8000
    bot: Please check: / Your request: this is ridiculous, I want to complain about the delay / Policy number: not at hand / Phone: 138 0013 8000 / Is all of this right?
    `,
    { locale: 'en' },
  );
  expect(await stored(desk, talk)).toMatchObject([]);
});
