import { afterAll, beforeAll, expect, test } from 'vitest';
import { play } from '../../kit/play-script.ts';
import { openTalkDesk, type TalkDesk } from '../../kit/talk.ts';

let desk: TalkDesk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
afterAll(() => desk.close());

test('a report is dropped half-way, and nothing of it is submitted', async () => {
  const talk = await play(
    desk,
    `
    customer: 我要报案
    bot: 请问出了什么事？…
    customer: 车被撞了
    bot: 已记下：…
    bot: 请问有人受伤吗？
    customer: 算了
    bot: 好的，已停下，刚才的内容没有提交。需要时随时再说。
    customer: 取消
    bot: 目前没有正在办理的事项。需要时请直接说。
  `,
  );
  expect(await desk.opened.database.cases.ofConversation(talk.id)).toEqual([]);
});
