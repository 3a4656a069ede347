import { runInThisContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';

/* JavaScript without types, as `start.js` needs it. */
const { inAscii } = (await import(new URL('../ascii.js', import.meta.url).href)) as {
  inAscii: (code: string) => string;
};

const ASCII = /^\p{ASCII}*$/u;

test.each([
  ['a character', '/车损险/u', '车损险'],
  ['a class', '/^[。！？]+$/', '。！？'],
  ['an emoji, which is one character with `u`', '/^[😀]$/u', '😀'],
  ['an emoji', '/^😀$/', '😀'],
  ['one behind a backslash', '/^\\：$/', '：'],
  ['one behind a backslash that is meant', '/^\\\\：$/', '\\：'],
  ['three backslashes', '/^\\\\\\：$/', '\\：'],
  ['a name of a group', '/^(?<年>\\d+)年$/u', '2026年'],
  ['a comment', '/* 当天 */ /x/', 'x'],
])('%s means the same: %s', (_, code, text) => {
  const read = (of: string) => runInThisContext(of) as RegExp;
  expect(inAscii(code)).toMatch(ASCII);
  expect(read(code).test(text)).toBe(true);
  expect(read(inAscii(code)).exec(text)?.[0]).toBe(read(code).exec(text)?.[0]);
});

test('whatever stands in it, only ASCII is left, and ASCII is left alone', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (code) => {
      expect(inAscii(code)).toMatch(ASCII);
      if (ASCII.test(code)) expect(inAscii(code)).toBe(code);
    }),
  );
});
