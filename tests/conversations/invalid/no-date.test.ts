import { afterAll, beforeAll, test } from 'vitest';
import { play } from '../../kit/play-script.ts';
import { openTalkDesk, type TalkDesk } from '../../kit/talk.ts';

let desk: TalkDesk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
afterAll(() => desk.close());

test('不成日期的话：不猜，问一次', async () => {
  await play(
    desk,
    `
    customer: 我要报案
    bot (report-incident.ask-what)
    customer: 车被追尾了，没人受伤
    bot (form.noted)
    bot (report-incident.ask-happenedAt)
    customer: 十一月二八号
    bot: 这个日期我没看明白。请写成数字，例如“11月20日”。
    customer: 十一月十八号下午两点
    bot (form.noted)
    bot (report-incident.ask-place)
    `,
  );
});

test('a date that is none isn’t guessed at', async () => {
  await play(
    desk,
    `
    customer: I want to report an accident
    bot (report-incident.ask-what)
    customer: my car was rear-ended, nobody is hurt
    bot (form.noted)
    bot (report-incident.ask-happenedAt)
    customer: a million days ago
    bot: I could not make out that date. Please write it in figures, for example “20 November”.
    `,
    { locale: 'en' },
  );
});
