import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { masked } from '../../dialogs/kit/masked.ts';

describe('what tells who asked is masked', () => {
  test.each([
    ['我的手机13800138000怎么改', '我的手机[phone]怎么改'],
    ['打 138 0013 8000 或 +86-138-0013-8000 找我', '打 [phone] 或 [phone] 找我'],
    ['座机0571-88886666', '座机[phone]'],
    ['全角１３８００１３８０００也一样', '全角[phone]也一样'],
    ['call me on +1 (415) 555-2671 please', 'call me on [phone] please'],
    ['(010)65551234接', '[phone]接'],
    ['身份证11010519491231002X能投保吗', '身份证[id]能投保吗'],
    ['身份证 110105 19491231 002x', '身份证 [id]'],
    ['卡号6222 0202 0000 0000 123扣款', '卡号[number]扣款'],
    ['保单AB202612345678在哪看', '保单[number]在哪看'],
    ['案件 BA261118-123456', '案件 [number]'],
    ['护照E12345678', '护照[number]'],
    ['浙A12345被撞', '[plate]被撞'],
    ['粤B·D12345是电车', '[plate]是电车'],
    ['车架号LSVAA4182E2184847', '车架号[number]'],
    ['发到zhang.san+1@mail.example.com。', '发到[e-mail]。'],
    ['我的是李明@例子.中国，谢谢', '我[e-mail],谢谢'],
    ['电话一三八零零一三八零零零', '电话[number]'],
    ['13800138000元', '[phone]元'],
  ])('%s', (said, kept) => {
    expect(masked(said)).toBe(kept);
  });
});

describe('what a question needs stays', () => {
  test.each([
    '保额1000000元够吗',
    '赔 ¥5000000 吗',
    '2026-11-18出的险算哪一年',
    '2025-2026年的保单',
    '第八条第（二）项是什么意思',
    '等待期30天还是90天',
    '1,000,000 yuan of cover',
    '120急救和95518是什么',
    '我A车B车都有',
    'what is in article 16',
    '{{conversation}} <script>alert(1)</script>',
  ])('%s', (said) => {
    expect(masked(said)).toBe(said.normalize('NFKC'));
  });
});

test('nothing long gets through at the end of what is read, and it takes no time', () => {
  const long = `${'问'.repeat(1_990)}13800138000`;
  expect(masked(long)).not.toMatch(/\d/);
  const started = performance.now();
  for (const text of ['1 '.repeat(100_000), 'a@'.repeat(100_000), 'A1'.repeat(100_000), '浙A'.repeat(100_000)])
    masked(text);
  expect(performance.now() - started).toBeLessThan(1_000);
});

test('no number of eleven digits is left, wherever it stands', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.string({ maxLength: 40 }), (before, after) => {
      expect(masked(`${before}13912345678${after}`)).not.toContain('13912345678');
    }),
  );
});
