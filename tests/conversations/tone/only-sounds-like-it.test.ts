import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { WEDNESDAY } from '../../kit/desk.ts';
import { keysOf } from '../../kit/said.ts';
import { openTalkDesk, type TalkDesk } from '../../kit/talk.ts';

/* What only sounds like danger, a death, a wish to die, a report or a no isn't taken for one, whatever else it is answered with. */

let desk: TalkDesk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
beforeEach(() => {
  desk.clock.now = new Date(WEDNESDAY);
});
afterAll(() => desk.close());

/** The keys of the answers to a first message, in the language in which it is written. */
async function answersTo(words: string): Promise<string[]> {
  const talk = await desk.open(/\p{Script=Han}/u.test(words) ? 'zh-CN' : 'en');
  return keysOf(await talk.say(words));
}

test.each([
  '煤气爆炸家财险赔吗',
  '被骗的钱保险赔吗',
  '家暴受伤医疗险赔不赔',
  '着急上火，你们啥时候给我办',
  '他老打我电话推销保险',
  'does home insurance cover a gas explosion',
  'that smells fishy to me',
])('no danger: %s', async (words) => {
  expect((await answersTo(words)).filter((key) => /^danger|emergency|queued/.test(key))).toEqual([]);
});

test.each(['my phone died and the battery is dead', '烦死了，车被追尾了', '对方撞完就走了'])(
  'nobody has died: %s',
  async (words) => {
    expect((await answersTo(words)).filter((key) => /condolence|died|distress|emergency/.test(key))).toEqual([]);
  },
);

test.each(['累死了', '气死我了，什么破公司', '我的车想死'])('no wish to die: %s', async (words) => {
  expect((await answersTo(words)).filter((key) => key.startsWith('distress.'))).toEqual([]);
});

test.each([
  '系统上传发票传得我想死，可以寄过去吗',
  '贷款公司催得我想死，保单能先借点钱吗',
  '堵车堵得想死，能晚点到定损点吗',
  '你们这表格填得我想死，能不能帮我填',
  'this form makes me want to die, can I send a photo instead',
  'the hold music makes me wanna die, can someone call me back',
])('an exaggeration about a practical matter is no crisis: %s', async (words) => {
  expect(await answersTo(words)).not.toContain('distress.wish-to-die');
});

/* Whether something is paid for is a question, not a report. */
test.each([
  'does my policy pay the vet',
  'does my policy pay the tow?',
  'will my car insurance pay for a hire car',
  'am I covered for the tow?',
  'are we covered for burst pipes',
  'would the policy cover a locksmith',
])('no report: %s', async (words) => {
  expect((await answersTo(words)).every((key) => /^(?:ask|evidence|meanwhile)\./.test(key))).toBe(true);
});

/* What begins like a no and goes on may deny anything, also that somebody answers when they are spoken to. */
test.each([
  '算了不报了',
  '算了不报了,我想问下退保',
  '不报了',
  '算了',
  '没反应了',
  '不知道,他没反应',
  '没电了等下说',
  '不想说了',
])('asked whether somebody is hurt, no no: %s', async (words) => {
  const talk = await desk.open();
  await talk.say('我追尾了');
  const said = (await talk.say(words)).map(({ activity }) => activity?.text ?? '').join('\n');
  expect(said).not.toContain('没有人受伤');
});
