import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WEDNESDAY } from '../../kit/desk.ts';
import { keysOf, play } from '../../kit/play-script.ts';
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

/** The keys of the answers to a first message, in the language in which it is written. */
async function answersTo(words: string) {
  const talk = await desk.open(/\p{Script=Han}/u.test(words) ? 'zh-CN' : 'en');
  const said = await talk.say(words);
  return { keys: keysOf(said), first: said[0]?.activity?.text ?? '', talk };
}

/** The first of the emergency numbers that a text names. */
const firstNumber = (text: string): string | undefined => /\b(?:110|119|120|122|96110)\b/.exec(text)?.[0];

/* The number that fits stands first, a person comes, nothing is asked, and nothing is said of hurting oneself. */
describe.each([
  [
    '119',
    'danger.fire',
    ['楼下着火了烟都上来了我门打不开', '着火了！我出不去！', 'There’s smoke coming under my door.'],
  ],
  ['110', 'danger.violence', ['我男人又打我了', '老公打我，我躲在厕所里', '他在外面砸门', '救救我，他拿刀']],
  [
    '110',
    'danger.violence',
    ['还说要弄死我', 'my husband just hit me and locked me in', 'He’s going to come home and beat me again.'],
  ],
  ['120', 'danger.gas', ['我这边漏煤气了', '厨房燃气漏了，我现在在屋里', 'my flat smells of gas and I feel dizzy']],
  ['120', 'danger.choking', ['我婆婆噎到了脸都紫了', 'she’s choking right now']],
  ['120', 'danger.poison', ['孩子把纽扣电池吞了', 'my son swallowed a button battery']],
  ['120', 'report-incident.emergency', ['我老汉儿躺在沙发上喊不答应', '撞到人了，他躺在地上不动']],
  ['110', 'danger.fraud', ['让我开屏幕共享转账，我正转着呢', '刚才被骗了转走了三万', '我卡里的钱正在被骗子转走']],
  [
    '110',
    'danger.fraud',
    ['下载会议软件共享屏幕，银行卡里的钱没了', 'someone has remote control of my phone and money is leaving'],
  ],
])('%s first: %s', (number, key, texts) => {
  test.each(texts)('%s', async (words) => {
    const { keys, first } = await answersTo(words);
    expect(keys).toEqual([key, 'human.queued']);
    expect(firstNumber(first)).toBe(number);
    expect(first).not.toContain('12356');
  });
});

test('what is asked about cover comes after the safety words, from the colleague', async () => {
  await play(
    desk,
    `
    customer: 屋头煤气味好大，脑壳昏得很，家财险管不管嘛
    bot: 先到屋外去。屋里别开关灯和电器，别点火，别在屋里打电话；…
    bot (human.queued)
    bot: 您问的保险的事，同事接着答您。先顾人。
    `,
  );
});

test.each([
  '公安打电话叫我把钱转到安全账户，退保咋个退',
  'I got a call from the police saying to move my money to a safe account, how do I surrender my policy',
])('a surrender asked for under a fraud is not taken down: %s', async (words) => {
  const { keys, talk } = await answersTo(words);
  expect(keys.slice(0, 2)).toEqual(['danger.fraud', 'human.queued']);
  expect(keys.filter((key) => /^(?:matter|form)\./.test(key))).toEqual([]);
  expect(await stored(desk, talk)).toEqual([]);
});

test('a fraud told in the middle of a surrender stops it: a person looks first', async () => {
  const talk = await desk.open();
  await talk.say('我要退保');
  expect(keysOf(await talk.say('刚刚有公安打电话叫我把钱转到安全账户'))).toEqual(['danger.fraud', 'human.queued']);
  expect(await talk.say('保单号 PD202600000001')).toEqual([]);
});

test('danger in the middle of another matter goes first, and what was said is kept', async () => {
  const talk = await desk.open();
  await talk.say('我要投诉');
  expect(keysOf(await talk.say('他在外面砸门'))).toEqual(['danger.violence', 'human.queued']);
  expect(await stored(desk, talk)).toMatchObject([{ kind: 'incident' }]);
});

test.each([
  ['我老公刚刚断气了，在家里', ['danger.condolence', 'human.queued']],
  ['我爸刚刚走了，就在医院，我不知道该干啥', ['report-incident.condolence', 'human.queued']],
  ['我奶奶刚走，想问寿险怎么办手续', ['report-incident.condolence', 'human.queued']],
  ['my husband just died at home', ['danger.condolence', 'human.queued']],
])('a death a moment ago: %s', async (words, keys) => {
  const { keys: said, first } = await answersTo(words);
  expect(said).toEqual(keys);
  expect(firstNumber(first)).toBe(keys[0] === 'danger.condolence' ? '120' : undefined);
});

/* A wish to die in the same breath still comes before everything. */
test.each(['老公又打我，我不想活了', '刚才被骗了三十万，我不想活了', 'my husband hits me and I want to die'])(
  'a wish to die is heard beside it: %s',
  async (words) => expect((await answersTo(words)).keys[0]).toBe('distress.wish-to-die'),
);

test.each([
  '煤气爆炸家财险赔吗',
  '被骗的钱保险赔吗',
  '家暴受伤医疗险赔不赔',
  '着急上火，你们啥时候给我办',
  '他老打我电话推销保险',
  'does home insurance cover a gas explosion',
  'that smells fishy to me',
])('only sounds like it: %s', async (words) => {
  const { keys } = await answersTo(words);
  expect(keys.filter((key) => /^danger|emergency|queued/.test(key))).toEqual([]);
});
