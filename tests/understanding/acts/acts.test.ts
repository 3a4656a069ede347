import { expect, test } from 'vitest';
import { actsOf } from './shown.ts';

/* A message as what the customer does in it, in its order, when nothing was said before. */
test.each([
  ['你好', ['greet: 你好']],
  ['你好，我要报案', ['greet: 你好', 'want report-incident: 我要报案']],
  ['不用转人工 你直接告诉我宽限期多久', ['deny: 不用转人工', 'ask: 你直接告诉我宽限期多久']],
  [
    '先报个案，完了再问问退保能拿多少',
    ['want report-incident: 先报个案', 'want policy-rights: 完了再问问退保能拿多少'],
  ],
  ['转人工', ['person: 转人工']],
  ['对', ['affirm: 对']],
  ['不是', ['deny: 不是']],
  ['保单号不记得了', ['skip policy-number: 保单号不记得了']],
  ['电话13800138000', ['inform phone=+8613800138000: 电话13800138000']],
  ['算了', ['cancel: 算了']],
  ['重新来', ['restart: 重新来']],
  ['你们都记了些什么', ['summary: 你们都记了些什么']],
  ['继续吧', ['resume: 继续吧']],
  ['我不想活了', ['distress wish-to-die: 我不想活了']],
  [
    'does it cover floods? my phone is 13800138000',
    ['ask: does it cover floods', 'inform phone=+8613800138000: my phone is 13800138000'],
  ],
  ['thanks, and how long is the grace period?', ['thanks: thanks', 'ask: and how long is the grace period']],
  ['不是来问进度，我要投诉', ['deny: 不是来问进度', 'want file-complaint: 我要投诉']],
  ['我妈的保单能退吗', ['ask: 我妈的保单能退吗']],
  ['你们这帮骗子 垃圾公司', ['abuse: 你们这帮骗子 垃圾公司']],
])('%s', (said, acts) => expect(actsOf(said)).toEqual(acts));
