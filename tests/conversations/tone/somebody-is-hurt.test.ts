import { afterAll, beforeAll, expect, test } from 'vitest';
import { keysOf, play } from '../../kit/play-script.ts';
import { openTalkDesk, type TalkDesk } from '../../kit/talk.ts';

let desk: TalkDesk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
afterAll(() => desk.close());

test('somebody is hurt: no form, the emergency numbers, a person first in the queue', async () => {
  const waiting = await play(desk, '  customer: 转人工\n  bot: 好的，正在为您转人工。…');
  const hurt = await play(
    desk,
    `
    customer: 刚在绕城高速追尾了，我老婆流血了
    bot: 先打 120；交通事故打 122，着火打 119，有人行凶打 110。 / 能走的人先到安全的地方：高速上到护栏外，着火、漏气到屋外。 / 人安全了再回来，什么都不用填，我已请同事接待您。
    bot: 您的事急，我已把您排到前面，正在等同事接入。您排在第 1 位。 / 您在这里说过的话同事都能看到，不用再说一遍；等待时可以继续补充。
    customer: 快点
  `,
  );
  // What was said until then is a case already.
  expect(await desk.opened.database.cases.ofConversation(hurt.id)).toMatchObject([
    {
      kind: 'incident',
      data: { what: 'collision', anyoneHurt: true, happenedAt: { date: '2026-11-18', time: '15:30' } },
    },
  ]);
  const attended = await desk.opened.database.conversations.queue({ limit: 10 });
  expect(attended.map(({ id, urgency }) => ({ id, urgency }))).toEqual([
    { id: hurt.id, urgency: 1 },
    { id: waiting.id, urgency: 0 },
  ]);
});

test('after the person, the bot does not begin with the form again', async () => {
  const talk = await play(
    desk,
    `
    customer: 我摔骨折了
    bot: 先打 120；交通事故打 122，…
    bot: 您的事急，我已把您排到前面，正在等同事接入。…
  `,
  );
  const agent = { id: 'a1', email: 'mei@x.example', name: '梅', role: 'agent' } as const;
  await talk.act(agent, { do: 'take' });
  expect(keysOf(await talk.act(agent, { do: 'hand-back' }))).toEqual(['human.handed-back', 'greeting.hello']);
});

test('somebody has died: condolence, no question', async () => {
  await play(
    desk,
    `
    customer: 我爸上周去世了，他在你们这买过保险
    bot: 请您节哀。 / 现在什么都不用填，我已请同事来陪您办。
    bot: 您的事急，我已把您排到前面，正在等同事接入。…
  `,
  );
});
