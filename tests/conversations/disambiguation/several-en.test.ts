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

test('two requests, one after the other', async () => {
  const talk = await play(
    desk,
    `
    customer: I want to complain about my agent. Also, please change my phone number
    bot: That is 2 things: make a complaint; change my policy. Let's take them one after the other. I will remember the rest.
    bot: Noted: / Your request: I want to complain about my agent.
    bot: A colleague will take care of this; I’ll note it down first. What is your policy number? If you don’t have it with you, say “I don’t have it”.
    customer: I don't have it
    bot: Which phone number can we reach you on? If you have none at hand, say “I don’t have it” and we will answer here.
    customer: 13800138000
    bot: Noted: / Phone: 138 0013 8000
    bot: Please check: / Your request: I want to complain about my agent. / Policy number: not at hand / Phone: 138 0013 8000 / Is all of this right?
    customer: yes
    bot: It is registered. Your reference is SX######-######; please keep it. Your complaint is handled by someone who had no part in the matter, and usually decided within 15 days; complex cases up to 30, special ones 30 more with approval. We tell you first. / To speak with someone now, say “talk to a person”.
    bot: Next is the other thing that you mentioned: change my policy.
    bot: Noted: / Your request: please change my phone number / Phone: 138 0013 8000
    bot: A colleague will take care of this; I’ll note it down first. What is your policy number? If you don’t have it with you, say “I don’t have it”.
    customer: I don't have it
    bot: Please check: / Your request: please change my phone number / Policy number: not at hand / Phone: 138 0013 8000 / Is all of this right?
    customer: 13800138000
    bot: I’m sorry, I couldn’t read that. Please say it once more.
    customer: yes
    bot: It is registered. Your reference is SX######-######; please keep it. A colleague will contact you about it. / To speak with someone now, say “talk to a person”.
    `,
    { locale: 'en' },
  );
  expect(await stored(desk, talk)).toMatchObject([
    {
      kind: 'matter',
      step: 'received',
      data: {
        phone: '+8613800138000',
        words: 'I want to complain about my agent.',
        intent: 'file-complaint',
        policyNumber: null,
      },
    },
    {
      kind: 'matter',
      step: 'received',
      data: {
        phone: '+8613800138000',
        words: 'please change my phone number',
        intent: 'change-policy',
        policyNumber: null,
      },
    },
  ]);
});
