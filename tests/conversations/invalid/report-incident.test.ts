import { afterAll, beforeAll, expect, test } from 'vitest';
import { play } from '../../kit/play-script.ts';
import { openTalkDesk, type TalkDesk } from '../../kit/talk.ts';

let desk: TalkDesk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
afterAll(() => desk.close());

test('times that cannot be are refused kindly, each for its own reason', async () => {
  await play(
    desk,
    `
    customer: 我的车在文三路被撞了，没人受伤
    bot: 已记下：…
    bot: 请问是什么时候发生的？…
    customer: 明天下午三点
    bot: 这个时间还没有到。…
    customer: 2026年2月30日
    bot: 日历上没有这一天。…
    bot: 如果不方便回答，…
    customer: 昨天下午三点
    bot: 已记下： / 发生时间：2026年11月17日（周二）15:00
    bot: 请问保单号是多少？…
  `,
  );
});

test('an unknown policy and one that had ended on the day of the loss are not taken', async () => {
  await play(
    desk,
    `
    customer: 昨天下午三点我在文三路被追尾了，没人受伤
    bot: 已记下：…
    bot: 请问保单号是多少？…
    customer: MC202699999999
    bot: 没有查到这张保单或这个车牌。…
    customer: 苏B67890
    bot: 这张保单在您说的那天不在保险期间内。…
    bot: 如果不方便回答，…
    customer: 没带
    bot: 请留一个能联系到您的电话。不方便就说“没有”，我们在这里回复您。
    customer: 12345678
    bot: 这个号码好像不对，…
  `,
  );
});

test('in force is judged on the day of the loss: a policy that has ended since is taken', async () => {
  await play(
    desk,
    `
    customer: 2026年10月10日下午三点我在文三路被追尾了，没人受伤
    bot: 已记下：…
    bot: 请问保单号是多少？…
    customer: 苏B67890
    bot (form.noted)
    bot: 请留一个能联系到您的电话。不方便就说“没有”，我们在这里回复您。
  `,
  );
});

test('before the policy began it is not', async () => {
  await play(
    desk,
    `
    customer: 2025年10月10日下午三点我在文三路被追尾了，没人受伤
    bot: 已记下：…
    bot: 请问保单号是多少？…
    customer: 苏B67890
    bot: 这张保单在您说的那天不在保险期间内。…
  `,
  );
});

test('where the day is not known yet, a policy is taken', async () => {
  await play(
    desk,
    `
    customer: 我的车被追尾了，没人受伤，苏B67890
    bot: 已记下： / 事情经过：车辆碰撞 / 人员情况：没有人受伤 / 保单：苏B67890
    bot: 请问是什么时候发生的？…
  `,
  );
});

test('where the day turns out to lie outside the policy, the report is taken, and says so', async () => {
  const talk = await desk.open();
  for (const words of ['我的车被追尾了，没人受伤，苏B67890', '昨天下午三点', '文三路', '13800138000'])
    await talk.say(words);
  const [said] = await talk.say('对');
  expect(said?.activity?.text).toMatch(/报案已登记[\s\S]*好像不在保险期间内，同事会核实/);
});

test('text that looks like a template, a page or a command is text', async () => {
  await play(
    desk,
    `
    customer: 昨天下午三点我在文三路被追尾了，没人受伤，浙A12345，13800138000
    bot: 已记下：…
    bot: 请核对：…
    customer: 不对
    bot: 请问哪一项要改？…
    customer: 地点
    bot: 请问在哪里发生的？…
    customer: {{reference}}<script>alert(1)</script>'; drop table cases; --
    bot: 已记下： / 地点：{{reference}}<script>alert(1)</script>'; drop table cases; --
    bot: 请核对：…
  `,
  );
});
