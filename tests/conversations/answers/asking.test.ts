import { afterAll, beforeAll, expect, test } from 'vitest';
import { misses } from '../../../db/schema.ts';
import { play } from '../../kit/play-script.ts';
import { openTalkDesk, type TalkDesk } from '../../kit/talk.ts';

let desk: TalkDesk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
afterAll(() => desk.close());

test('what folds is shown on a tap, until nothing is left', async () => {
  await play(
    desk,
    `
    customer: 骨折住院医疗险能报吗
    bot (ask.bearing)
    bot (ask.conditional)
    bot (ask.confirm-folded)
    customer: 看其余条款
    bot (ask.bearing)
    bot (ask.confirm-folded)
    customer: 我已理解
    bot (ask.confirmed)
  `,
  );
});

test('who asks for the rest when nothing is folded is told so', async () => {
  await play(
    desk,
    `
    customer: 看其余条款
    bot: 相关的条款都已经给您看过了。…
  `,
  );
});

test('two questions in one message are answered one after the other', async () => {
  await play(
    desk,
    `
    customer: 车损险轮胎爆了赔吗？酒驾赔吗？
    bot: 您问了2件事，我一件一件回答。
    bot: **安行机动车商业保险：请先看这条不赔的约定。是否适用，要看当时的情况** / **第二十五条 …
    bot (ask.confirm)
    bot: **安行机动车商业保险：请先看这条不赔的约定。是否适用，要看当时的情况** / **第十六条 …
    bot (ask.confirm)
  `,
  );
});

test('several facts: each exclusion that is spoken of is shown, the most fitting first', async () => {
  await play(
    desk,
    `
    customer: 老公无证骑摩托车摔了，意外险赔吗
    bot: **安伴个人意外伤害保险：请先看这条不赔的约定。是否适用，要看当时的情况** / **第二十五条 无证驾驶与无有效行驶证** / …
    bot (ask.confirm)
  `,
  );
});

test('Traditional Chinese is understood', async () => {
  await play(
    desk,
    `
    customer: 車損險酒後駕車賠不賠
    bot: **安行机动车商业保险：请先看这条不赔的约定。是否适用，要看当时的情况** / **第十六条 …
    bot (ask.confirm)
  `,
  );
});

test('a notion is explained with its source', async () => {
  await play(
    desk,
    `
    customer: 什么叫免赔额
    bot: **什么是免赔额** / 免赔额是每次或者每年由您自己承担的一笔钱，…
  `,
  );
});

test('what a product is for begins with what it does not pay', async () => {
  const talk = await play(
    desk,
    `
    customer: 定期寿险是做什么的
    bot (ask.purpose)
  `,
  );
  const text = String((await talk.log()).at(-1)?.activity?.text);
  expect(text.indexOf('不赔的情形')).toBeLessThan(text.indexOf('保的内容'));
  expect(text).toContain('犹豫期');
});

test('two products are set side by side, without advice', async () => {
  const talk = await play(
    desk,
    `
    customer: 交强险和商业车险有什么区别
    bot (ask.compare)
  `,
  );
  const text = String((await talk.log()).at(-1)?.activity?.text);
  expect(text).toContain('醉酒驾驶造成的财产损失');
  expect(text).toContain('不替您做选择');
});

test('what is not answered is kept for the editors', async () => {
  await play(
    desk,
    `
    customer: 我的车险能保外星人入侵吗
    bot (ask.unknown)
  `,
  );
  const kept = await desk.opened.drizzle.select().from(misses);
  expect(kept).toMatchObject([{ question: '我的车险能保外星人入侵吗', product: 'motor-commercial' }]);
});

test('the question of a policyholder is answered from the product of the policy', async () => {
  await play(
    desk,
    `
    customer: MC202600010001这张保单爆胎赔吗
    bot: **安行机动车商业保险：…
    bot (ask.confirm)
  `,
  );
});
