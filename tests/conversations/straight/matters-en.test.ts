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

test('a complaint gets a reference and a time', async () => {
  const talk = await play(
    desk,
    `
    customer: I want to make a complaint, nobody has called me back for six weeks
    bot: Noted: / Your request: I want to make a complaint, nobody has called me back for six weeks
    bot: A colleague will take care of this; I’ll note it down first. What is your policy number? If you don’t have it with you, say “I don’t have it”.
    customer: I don't have it with me
    bot: Which phone number can we reach you on? If you have none at hand, say “I don’t have it” and we will answer here.
    customer: +86 138 0013 8000
    bot: Noted: / Phone: 138 0013 8000
    bot: Please check: / Your request: I want to make a complaint, nobody has called me back for six weeks / Policy number: not at hand / Phone: 138 0013 8000 / Is all of this right?
    customer: yes, submit
    bot: It is registered. Your reference is SX######-######; please keep it. Your complaint is handled by someone who had no part in the matter, and usually decided within 15 days; complex cases up to 30, special ones 30 more with approval. We tell you first. / To speak with someone now, say “talk to a person”.
    `,
    { locale: 'en' },
  );
  expect(await stored(desk, talk)).toMatchObject([
    {
      kind: 'matter',
      step: 'received',
      data: {
        phone: '+8613800138000',
        words: 'I want to make a complaint, nobody has called me back for six weeks',
        intent: 'file-complaint',
        policyNumber: null,
      },
    },
  ]);
});

test('a new beneficiary', async () => {
  const talk = await play(
    desk,
    `
    customer: please make my daughter the beneficiary
    bot: Noted: / Your request: please make my daughter the beneficiary
    bot: A colleague will take care of this; I’ll note it down first. What is your policy number? If you don’t have it with you, say “I don’t have it”.
    customer: I don't have it with me
    bot: Which phone number can we reach you on? If you have none at hand, say “I don’t have it” and we will answer here.
    customer: 13800138000
    bot: Noted: / Phone: 138 0013 8000
    bot: Please check: / Your request: please make my daughter the beneficiary / Policy number: not at hand / Phone: 138 0013 8000 / Is all of this right?
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
        words: 'please make my daughter the beneficiary',
        intent: 'change-policy',
        policyNumber: null,
      },
    },
  ]);
});

test('how a claim stands', async () => {
  const talk = await play(
    desk,
    `
    customer: any news on my claim from last month
    bot: Noted: / Your request: any news on my claim from last month
    bot: A colleague will take care of this; I’ll note it down first. What is your policy number? If you don’t have it with you, say “I don’t have it”.
    customer: MC202600010001
    bot: Noted: / Policy number: MC202600010001
    bot: Which phone number can we reach you on? If you have none at hand, say “I don’t have it” and we will answer here.
    customer: 13800138000
    bot: Noted: / Phone: 138 0013 8000
    bot: Please check: / Your request: any news on my claim from last month / Policy number: MC202600010001 / Phone: 138 0013 8000 / Is all of this right?
    customer: yes
    bot: It is registered. Your reference is SX######-######; please keep it. A colleague will contact you about it. / To speak with someone now, say “talk to a person”.
    `,
    { locale: 'en' },
  );
  expect(await stored(desk, talk)).toMatchObject([
    {
      kind: 'matter',
      step: 'received',
      policyNumber: 'MC202600010001',
      data: {
        phone: '+8613800138000',
        words: 'any news on my claim from last month',
        intent: 'claim-status',
        policyNumber: 'MC202600010001',
      },
    },
  ]);
});

test('surrender is taken down for a colleague', async () => {
  const talk = await play(
    desk,
    `
    customer: how much would I get back if I surrendered my policy
    bot: Noted: / Your request: how much would I get back if I surrendered my policy
    bot: A colleague will take care of this; I’ll note it down first. What is your policy number? If you don’t have it with you, say “I don’t have it”.
    customer: I don't have it with me
    bot: Which phone number can we reach you on? If you have none at hand, say “I don’t have it” and we will answer here.
    customer: 13800138000
    bot: Noted: / Phone: 138 0013 8000
    bot: Please check: / Your request: how much would I get back if I surrendered my policy / Policy number: not at hand / Phone: 138 0013 8000 / Is all of this right?
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
        words: 'how much would I get back if I surrendered my policy',
        intent: 'policy-rights',
        policyNumber: null,
      },
    },
  ]);
});
