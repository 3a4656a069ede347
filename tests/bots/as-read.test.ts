import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asRead, MOST_READ } from '../../bots/incoming/as-read.ts';

describe('a message as it is read', () => {
  test('what is short is read whole', () => {
    const text = ' 第一，车坏了。\n\n第二，👨‍👩‍👧\t没事  ';
    expect(asRead(text)).toEqual({ read: text, unread: '' });
    expect(asRead('长'.repeat(MOST_READ)).unread).toBe('');
  });

  test('of a long one the beginning and the end are, and nothing in between is lost', () => {
    const text = `我要投诉。${'说来话长，'.repeat(3_990)}请打我的电话13800138000。谢谢`;
    const { read, unread } = asRead(text);
    expect(read.length).toBeLessThanOrEqual(MOST_READ);
    expect(read).toMatch(/^我要投诉。/);
    expect(read).toMatch(/请打我的电话13800138000。谢谢$/);
    expect(read.replace('\n', unread)).toBe(text);
  });

  test('no character is cut in two', () => {
    const long = fc
      .integer({ min: 0, max: 3 })
      .chain((shift) =>
        fc.constantFrom('😀', '字', '😀。', 'a😀').map((piece) => 'x'.repeat(shift) + piece.repeat(6_000)),
      );
    fc.assert(
      fc.property(long, (text) => {
        const { read, unread } = asRead(text);
        expect(read.isWellFormed() && unread.isWellFormed()).toBe(true);
        expect(read.length).toBeLessThanOrEqual(MOST_READ + 1);
        expect(read.replace('\n', unread)).toBe(text);
      }),
    );
  });
});
