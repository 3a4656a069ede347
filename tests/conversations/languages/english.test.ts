import { afterAll, beforeAll, expect, test } from 'vitest';
import { play } from '../../kit/play-script.ts';
import { openTalkDesk, type TalkDesk } from '../../kit/talk.ts';

let desk: TalkDesk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
afterAll(() => desk.close());

test('an incident report in English', async () => {
  const talk = await play(
    desk,
    `
    customer: Someone rear-ended my car on Wensan Road yesterday around 3pm, nobody is hurt
    bot: Noted: / What happened: a vehicle collision / Anyone hurt: nobody is hurt / When: about Tue 17 November 2026, 15:00 / Where: Wensan Road
    bot: What is your policy number?…
    customer: MC2026 0001 0001
    bot: Noted: / Policy: MC202600010001
    bot: Which phone number can we reach you on? If you have none at hand, say “I don’t have it” and we will answer here.
    customer: +44 20 7946 0018
    bot: Noted: / Phone: +44 20 7946 0018
    bot: Please check:…
    customer: Yes, submit it
    bot: Your report is registered. Your reference is BA######-######; please keep it. / We will tell you soon, and at once, all the papers needed. / Please photograph the scene and the damage; on a motorway, get behind the barrier before anything else. / Claims staff decide whether and how much is paid.
  `,
    { locale: 'en' },
  );
  expect(await desk.opened.database.cases.ofConversation(talk.id)).toMatchObject([
    { data: { phone: '+442079460018' } },
  ]);
});

test('the desk follows a customer who changes the language, and keeps what was given', async () => {
  await play(
    desk,
    `
    customer: 我的车被撞了，没人受伤
    bot: 已记下：…
    bot: 请问是什么时候发生的？…
    customer: yesterday at 3 pm
    bot: Noted: / When: Tue 17 November 2026, 15:00
    bot: Where did it happen?…
  `,
  );
});

test('an exclusion in English is confirmed with the button', async () => {
  await play(
    desk,
    `
    customer: Is an accident after drinking covered by my car insurance?
    bot (ask.bearing)
    bot (ask.confirm)
    customer: I understand
    bot (ask.confirmed)
  `,
    { locale: 'en' },
  );
});
