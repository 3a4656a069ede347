import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asRead } from '../../../bots/incoming/as-read.ts';
import { WEDNESDAY } from '../../kit/desk.ts';
import { keysOf } from '../../kit/said.ts';
import { openTalkDesk, type TalkDesk, type TestTalk } from '../../kit/talk.ts';

/* What customers write is kept as they wrote it, sign by sign, however long it is: in the log, and with the matter. */

let desk: TalkDesk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
beforeEach(() => {
  desk.clock.now = new Date(WEDNESDAY);
});
afterAll(() => desk.close());

const casesOf = ({ id }: TestTalk) => desk.opened.database.cases.ofConversation(id);
const lastWords = async (talk: TestTalk) =>
  (await talk.log()).findLast(({ role }) => role === 'customer')?.activity?.text;

test.each([
  '  我要退保：\n\n第一，  退保要哪几步，“一步一步”说；\n\t第二、第三：给我👨‍👩‍👧一张收据  ',
  '1. I want to pay my overdue premium\r\n- by   card\n* and > a receipt, too\u200b ',
])('%j', async (text) => {
  const talk = await desk.open(/\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en');
  await talk.say(text);
  expect(await lastWords(talk)).toBe(text);
  expect((await casesOf(talk)).map(({ data }) => data.words)).toEqual([text]);
});

test('of twenty thousand characters all are kept, what isn’t read as a note of the matter', async () => {
  const text = `我要改地址。${'这里要说的事情很多，一件一件来说。'.repeat(1_300)}我的电话是13800138000。`.slice(
    -20_000,
  );
  const asked = `我要改地址。${text.slice(6)}`;
  const talk = await desk.open();
  const said = keysOf(await talk.say(asked));
  expect(said).toContain('without-words.long');
  expect(await lastWords(talk)).toBe(asked);
  const [draft] = await casesOf(talk);
  expect(draft?.data).toMatchObject({ phone: '+8613800138000' });
  const besideThePhone = '一件一件来说';
  expect(draft?.notes.map(({ words }) => words)).toEqual([besideThePhone, asRead(asked).unread]);
});

test('who says in the middle of a long letter that they want to die is heard', async () => {
  const talk = await desk.open();
  const [before, after] = ['我买了你们的保险，等了很久。'.repeat(600), '谢谢你们看到这里。'.repeat(600)];
  const [first] = keysOf(await talk.say(`${before}我真的不想活了。${after}`));
  expect(first).toMatch(/^distress\./);
});
