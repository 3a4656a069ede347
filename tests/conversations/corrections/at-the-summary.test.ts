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

/* "Change something" at the end of a report is about that report: no other errand begins. */
test.each(['要修改', '改一下', '我要修改一下', '不对，要改'])('%s, and then the new value', async (words) => {
  const talk = await play(
    desk,
    `
    customer: 我要报案
    bot (report-incident.ask-what)
    customer: 昨天下午三点我的车在文三路被追尾了，没人受伤
    bot (form.noted)
    bot (report-incident.ask-policy)
    customer: 没带
    bot (report-incident.ask-phone)
    customer: 13800138000
    bot (form.noted)
    bot (report-incident.confirm)
    customer: ${words}
    bot (form.change)
    customer: 时间改成前天下午五点半
    bot: 已记下： / 发生时间：2026年11月16日（周一）17:30
    bot (report-incident.confirm)
    customer: 对，提交
    bot (report-incident.registered)
    `,
  );
  expect(await stored(desk, talk)).toMatchObject([
    { kind: 'incident', data: { happenedAt: { date: '2026-11-16', time: '17:30' } } },
  ]);
});

test.each(['No, change something', 'change something', 'I need to change something'])(
  '%s, in English',
  async (words) => {
    await play(
      desk,
      `
    customer: My car was rear-ended yesterday at 3 pm on Wensan Road, nobody was hurt
    bot (form.noted)
    bot (report-incident.ask-policy)
    customer: I don't have it with me
    bot (report-incident.ask-phone)
    customer: 13800138000
    bot (form.noted)
    bot (report-incident.confirm)
    customer: ${words}
    bot (form.change)
    `,
      { locale: 'en' },
    );
  },
);
