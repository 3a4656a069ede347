import { expect, test } from 'vitest';
import { marksOf } from '../../understanding/clauses/marks.ts';

/* What is known of a text beside its words. */
test.each([
  ['要是撞了人怎么赔', ['supposed', 'first supposed', 'last supposed', 'asks', 'size 1', 'letters Han']],
  ['不是查进度，我要投诉', ['denied', 'wanted', 'first denied', 'last wanted', 'size 1', 'letters Han']],
  ['policy呢？', ['asks', 'size 1', 'letters both']],
  ['hi', ['size 0', 'letters Latin']],
  ['', ['size 0', 'letters Latin']],
])('%s', (text, marks) => expect(marksOf(text)).toEqual(marks));
