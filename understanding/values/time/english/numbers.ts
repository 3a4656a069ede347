import { ENGLISH_NUMERALS, englishNumberOf } from '../../../../language/numerals.ts';

/** How numbers are written in English dates and hours, in figures or words. */

export const NUMBER = `(?:\\d{1,2}(?:\\.\\d)?|(?:${ENGLISH_NUMERALS})(?:-(?:${ENGLISH_NUMERALS}))?|an?)`;
export const numeral = (said = ''): number => (/^an?$/i.test(said) ? 1 : (englishNumberOf(said) ?? Number.NaN));

/** Before now. */
export const AGO = '\\s?(?:ago\\b|back\\b(?! (?:to|in|on|at|home|from|of)\\b)|以前|之前|前(?![面轮车排门台夫]))';

const ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );
/** The number of a day as a word: third, twenty-first, thirtieth. */
export const ORDINAL_WORD = `(?:(?:twenty|thirty)[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirtieth|${ORDINALS.join('|')})`;

/** The number of a day, as 3, 3rd or third. */
export function ordinal(said = ''): number {
  const [tens = '', ones] = said.toLowerCase().split(/[- ]/);
  if (/^\d/.test(tens)) return Number.parseInt(tens, 10);
  if (ones) return (tens === 'twenty' ? 20 : 30) + ORDINALS.indexOf(ones) + 1;
  return tens === 'thirtieth' ? 30 : ORDINALS.indexOf(tens) + 1;
}
