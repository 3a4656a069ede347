import { afterAll, beforeAll, test } from 'vitest';
import { play } from '../../kit/play-script.ts';
import { openTalkDesk, type TalkDesk } from '../../kit/talk.ts';

let desk: TalkDesk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
afterAll(() => desk.close());

test('who tells what happened and asks whether it is paid is answered first, and can report it without telling it again', async () => {
  await play(
    desk,
    `
    customer: 周二倒车自己蹭水泥墩上了，后杠裂了，有交强险给修不
    bot: 先回答您的问题。如果事情已经发生，回复“报案”，我马上帮您登记。
    bot: **安行机动车交通事故责任强制保险：…
    bot (ask.confirm-folded)
    customer: 报案
    bot: 已记下： / 事情经过：车辆碰撞 / 发生时间：2026年11月17日（周二）
    bot: 请问有人受伤吗？
  `,
  );
});

test('in English too', async () => {
  await play(
    desk,
    `
    customer: I forgot to shut the balcony door, it poured and the piano is ruined. Anything from the contents insurance?
    bot: …
    bot (ask.confirm)
  `,
  );
});

test('who has it happening to them is helped first', async () => {
  await play(
    desk,
    `
    customer: 刚刚被追尾了，车险赔吗
    bot: 已记下： / 事情经过：车辆碰撞…
    bot: 请问有人受伤吗？
  `,
  );
});

test('a death is never answered with clauses first', async () => {
  await play(
    desk,
    `
    customer: 我爸买了才俩月心梗去世了，定寿赔多少
    bot (report-incident.condolence)
    bot: 您的事急，我已把您排到前面，正在等同事接入。…
  `,
  );
});
