import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buttonNumbered, hearUnderstanding } from '../../../services/evidence/understanding.ts';

const UNDERSTOOD = `
我看明白了 / 明白了 / 我明白了。 / 看懂了 / 我看懂了 / 我已阅读并理解 / 我已理解 / 我理解了 / 都看懂了 / 已经看明白了！ / 好的，明白了 / 嗯，看懂了，谢谢
这条我看懂了 / 上面的内容我都看明白了 / 懂了 / 理解 / 我已認真閱讀並理解 / 看清楚了 / 清楚了 / 我已知悉 / 哦哦明白了谢谢您 / 這條看懂了 / 我明白 / 我了解了
It is clear / it's clear / It’s clear now / I understand / I understand. Thanks! / Yes, I understand / understood / I have read and understood it / Got it
I've read and understood / I now understand / that is clear, thank you / Everything is clear / I fully understand / ok got it / I get it now / I HAVE READ AND UNDERSTOOD THE CLAUSE
`;
const NOT_UNDERSTOOD = `
不明白 / 没看懂 / 不太懂 / 我不明白 / 还是不懂 / 我没有看懂 / 还有疑问 / 没明白 / 看不懂 / 不是很明白 / 这条没看懂 / 第二条还是不太明白 / 看得不太明白 / 不理解 / 沒看懂 / 看不太懂
我不明白为什么不赔 / 没看懂，能再讲一遍吗？ / 有点不懂 / 条款写得不清楚 / 好的，不过我没看懂 / 没看清楚 / 我还有问题 / 不太理解 / 这个我不太懂
I don't understand / I do not understand. / I don’t get it / i still don't understand this / I have a question / It is not clear / it's not clear / not clear / unclear / that isn't clear
I didn't understand the clause / I'm confused / I can't follow / It makes no sense / sorry, I don't understand what this means / I really don't understand it
`;
const NEITHER = `
好的 / 好 / 嗯 / 嗯嗯 / ok / OK / okay / 是 / 是的 / 行 / 可以 / 对 / 收到 / 谢谢 / yes / yep / sure / thanks / 知道了 / I see / 👍 / 13800138000 / 浙A12345 / 1
明白了吗 / 我明白了，那扣几分？ / 看懂了吗？ / 你明白我的意思吗 / 明白什么 / Is it clear? / do you understand? / what does that mean? / 什么意思 / 这是什么意思？
不清楚 / 不知道 / 我不清楚保单号 / 我不知道 / 我不是不明白，就是觉得不合理 / 大概明白了 / 我看过了 / 我看完了 / 对方不理解我 / 他说他不明白 / 没问题
I understand that you will pay / I understand but I disagree / I think I understand / I have read it / I don't have it / I don't know / clear my account / I got hit / I get a headache / I get it that you refuse
酒后开车赔吗 / 明白人都知道 / 我想了解一下理赔 / 我要了解这个产品 / 懂事 / 我要投诉 / understand my problem please
`;
const lines = (table: string) =>
  table
    .split(/\/|\n/)
    .map((line) => line.trim())
    .filter(Boolean);

test.each(lines(UNDERSTOOD))('%s: understood', (text) => {
  expect(hearUnderstanding(text)).toEqual({ answer: 'understood', alone: true });
});
test.each(lines(NOT_UNDERSTOOD))('%s: not understood', (text) => {
  expect(hearUnderstanding(text)).toMatchObject({ answer: 'not-understood' });
});
test.each(lines(NEITHER))('%s: neither', (text) => {
  expect(hearUnderstanding(text)).toBeUndefined();
});

test('whatever is written, no reading runs away', () => {
  const pieces = [
    '我',
    '不',
    '没',
    '看',
    '懂',
    '明白',
    '了',
    '的',
    '都',
    '这条',
    ' not',
    ' clear',
    'i ',
    'and ',
    '，',
    '好',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces)), (chosen) => {
      hearUnderstanding(chosen.join('').repeat(20));
    }),
  );
});

test('a number means the button of that number, only where there was one', () => {
  const offered = ['我看明白了', '还有疑问'];
  expect(['1', '2', '二', '第1个', '3', '12', '好'].map((text) => buttonNumbered(text, offered))).toEqual([
    ...['我看明白了', '还有疑问', '还有疑问', '我看明白了', undefined, undefined, undefined],
  ]);
  expect(buttonNumbered('1', undefined)).toBeUndefined();
});
