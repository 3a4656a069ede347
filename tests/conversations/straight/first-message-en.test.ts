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

test('everything in one sentence', async () => {
  const talk = await play(
    desk,
    `
    customer: I was rear-ended on Wensan Road yesterday at 3 pm, nobody hurt, my phone is 13800138000, plate 浙A12345
    bot: Noted: / What happened: a vehicle collision / Anyone hurt: nobody is hurt / When: Tue 17 November 2026, 15:00 / Where: Wensan Road / Policy: 浙A12345 / Phone: 138 0013 8000
    bot: Please check: / What happened: a vehicle collision / Anyone hurt: nobody is hurt / When: Tue 17 November 2026, 15:00 / Where: Wensan Road / Policy: 浙A12345 / Phone: 138 0013 8000 / Is all of this right?
    customer: yes
    bot: Your report is registered. Your reference is BA######-######; please keep it. / We will tell you soon, and at once, all the papers needed. / Please photograph the scene and the damage; on a motorway, get behind the barrier before anything else. / Claims staff decide whether and how much is paid.
    `,
    { locale: 'en' },
  );
  expect(await stored(desk, talk)).toMatchObject([
    {
      kind: 'incident',
      step: 'reported',
      policyNumber: 'MC202600010001',
      data: {
        what: 'collision',
        phone: '+8613800138000',
        place: { said: 'Wensan Road' },
        policy: '浙A12345',
        anyoneHurt: false,
        happenedAt: { date: '2026-11-17', time: '15:00', said: 'yesterday at 3 pm' },
      },
    },
  ]);
});
