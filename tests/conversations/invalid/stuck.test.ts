import { afterAll, beforeAll, expect, test } from 'vitest';
import { play } from '../../kit/play-script.ts';
import { openTalkDesk, type TalkDesk } from '../../kit/talk.ts';

let desk: TalkDesk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
afterAll(() => desk.close());

test('what is not understood is asked again, then a person is offered, then a person comes', async () => {
  const talk = await play(
    desk,
    `
    customer: 我的车被撞了，没人受伤
    bot: 已记下：…
    bot: 请问是什么时候发生的？…
    customer: 阿巴阿巴
    bot: 抱歉，这个时间我没看明白。…
    customer: 哈哈哈哈
    bot: 抱歉，这个时间我没看明白。…
    bot: 如果不方便回答，可以说“转人工”，…
    customer: 嘿嘿嘿嘿
    bot: 是我没弄明白，不耽误您了，请同事来接着办。
    bot (human.queued)
  `,
  );
  expect(await desk.opened.database.conversations.find(talk.id)).toMatchObject({
    floor: 'queue',
    handoffReason: 'stuck',
  });
});
