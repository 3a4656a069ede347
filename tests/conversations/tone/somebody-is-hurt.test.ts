import { afterAll, beforeAll, expect, test } from 'vitest';
import { keysOf, play } from '../../kit/play.ts';
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
    bot: 人最要紧。请先打 120 急救；有交通事故请打 122，有火情请打 119。 / 请先照顾好伤者，不用填任何东西，我马上请同事联系您。
    bot: 已为您优先转接人工。您排在第 1 位。 / 您在这里说过的话同事都能看到，不用再说一遍；等待时可以继续补充。
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
  const attended = await desk.opened.database.conversations.attended();
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
    bot: 人最要紧。…
    bot: 已为您优先转接人工。…
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
    bot: 听到这个消息，我们很难过，请您节哀。 / 您现在不用填任何东西，我请同事直接跟您联系，一步一步帮您办。
    bot: 已为您优先转接人工。…
  `,
  );
});
