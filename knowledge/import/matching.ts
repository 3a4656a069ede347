import { simplifiedInPlace } from '../../language/simplified.ts';

/*
 * Wordings come in simplified and traditional characters, with wide and narrow punctuation. Whoever looks for words in
 * them looks in a copy that has one form of each, and that keeps every position.
 */

/** The text as patterns look at it: simplified, narrow, of the same length. */
export const forMatching = (text: string): string =>
  simplifiedInPlace(text)
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\s/g, ' ');

/** The same without white space, for headings that are spaced out: 目　录. */
export const compact = (text: string): string => forMatching(text).replaceAll(' ', '');

const WIDE = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;

/** How wide a text is printed, in the width of a Han character. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += character.length > 1 || WIDE.test(character) ? 1 : 0.5;
  return width;
}

/** Whether a text is mainly Chinese. */
export const isChinese = (text: string): boolean => {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han * 2 > (text.match(/[a-z]/gi)?.length ?? 0) / 3;
};
