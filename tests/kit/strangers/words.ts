/*
 * How what strangers expect is found in a text: words as they stand, whatever the case, or a pattern between slashes.
 * Words are found however they are spaced between digits and Han characters (138 0013 8000, 5 月 18 日) and whichever
 * apostrophe they have: people write them either way. A pattern is read as it stands.
 */

const PATTERN = /^\/(.+)\/([a-z]*)$/su;

const patternOf = (expected: string): RegExp | undefined => {
  const [, pattern, flags = ''] = PATTERN.exec(expected) ?? [];
  return pattern === undefined ? undefined : new RegExp(pattern, flags.replace('g', ''));
};

/** Whether an expectation can be read. */
export function reads(expected: string): boolean {
  try {
    patternOf(expected);
    return true;
  } catch {
    return false;
  }
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/(?<=[\p{Script=Han}\d])[ \t]+(?=[\p{Script=Han}\d])/gu, '');

/** Whether it stands in a text. */
export const standsIn = (expected: string, text: string): boolean =>
  patternOf(expected)?.test(text) ?? plain(text).includes(plain(expected));

/** Whether one of them does. */
export const oneStandsIn = (expected: readonly string[], text: string): boolean =>
  expected.some((one) => standsIn(one, text));
