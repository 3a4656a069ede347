import * as fc from 'fast-check';
import { MARK } from './oracle.ts';

export const oneOf = <T>(...values: T[]) => fc.constantFrom(...values);
export const often = <T>(often: fc.Arbitrary<T>, seldom: fc.Arbitrary<T>, weight = 5) =>
  fc.oneof({ weight, arbitrary: often }, { weight: 1, arbitrary: seldom });

/** Words that somebody may have meant, and that nobody did. */
export const words = fc.oneof(
  oneOf(
    '',
    MARK,
    '谢谢',
    '酒后开车出了事故赔吗',
    '转人工',
    '我要报案，昨天追尾了',
    '取消',
    `打给我 ${MARK}`,
    '\u0000',
    '\ud800',
    '\u202e',
    '\u200b\u2060',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 20 }).map((text) => `${MARK}${text}`),
  fc.nat(6_000).map((length) => '字'.repeat(length)),
);

export const visible = (text: string): string => text.replace(/[^\x20-\x7e\x80-\xff]/g, '~');
