import { expect, test } from 'vitest';
import { acknowledges } from '../../understanding/acknowledges.ts';
import { WAIT } from '../../understanding/form-words.ts';
import { GO_ON } from '../../understanding/going-on.ts';

/** As long as a message is read for what is wanted. */
const LONGEST = 4_000;
const PIECES = [
  '嗯',
  '好',
  '好的',
  '好了',
  '哈',
  '等哈',
  '等一会儿',
  '儿',
  '这样啊',
  '。',
  ' ',
  '，',
  '继续',
  '吧',
  '那件事',
  '我们',
  'ok ',
  'okk',
  'hm',
  'mhm',
  'ohhm',
  'um',
  '!',
  'right ',
  'back ',
  'thanks ',
];

/* A pattern that reads a piece in two ways tries 2^n of them: this would never end. */
test.each(PIECES)('“%s” without an end is read at once', (piece) => {
  const endless = `${piece.repeat(LONGEST / piece.length)}x`;
  for (const words of [endless, `等${endless}`, `继续${endless}`, `back ${endless}`])
    expect([WAIT.test(words), GO_ON.test(words), acknowledges(words)]).toEqual([false, false, false]);
});
