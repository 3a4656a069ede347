/** Spoken digit by digit: 一三八零零…, 幺三八洞洞…, "one three eight, double oh …". */
const SPELLED = /[零〇洞一幺妖二两三四五六拐七八九勾](?:[\s,，、-]{0,2}[零〇洞一幺妖二两三四五六拐七八九勾]){6,}/g;
const SPOKEN_DIGITS = ['零〇洞', '一幺妖', '二两', '三', '四', '五', '六', '七拐', '八', '九勾'];
const ENGLISH_DIGITS = ['zero|oh', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const ENGLISH_DIGIT = `(?:(?:double|triple)\\s)?(?:${ENGLISH_DIGITS.join('|')})`;
const SPELLED_IN_ENGLISH = new RegExp(`\\b${ENGLISH_DIGIT}(?:[\\s,-]{1,2}${ENGLISH_DIGIT}){6,}\\b`, 'gi');

/** One-three-seven 7155 0136: some of it in words. */
const MIXED_IN_ENGLISH = new RegExp(
  `\\b(?:${ENGLISH_DIGIT}[\\s,-]{1,2}){2,12}\\d{1,8}(?:[\\s-]\\d{1,8}){0,5}(?!\\w)|(?<!\\w)(?:\\d{1,8}[\\s,-]{1,2}){1,6}(?:${ENGLISH_DIGIT}[\\s,-]{1,2}){1,12}${ENGLISH_DIGIT}\\b`,
  'gi',
);
/** A mobile number's: less may be of anything. */
const AS_MANY = 11;

const mixed = (said: string): string => {
  const figures = said.replace(new RegExp(`\\b${ENGLISH_DIGIT}\\b`, 'gi'), englishDigits).replace(/[\s,-]/g, '');
  return figures.length === AS_MANY ? figures : said;
};

/** Digits as figures: 一三八 is 138. */
const digits = (spoken: string): string =>
  [...spoken.replace(/[\s,，、-]/g, '')]
    .map((character) => SPOKEN_DIGITS.findIndex((forms) => forms.includes(character)))
    .join('');

const englishDigits = (spoken: string): string =>
  spoken
    .toLowerCase()
    .replace(/[\s,-]+/g, ' ')
    .replace(/(double|triple) (\w+)/g, (_, times: string, digit: string) =>
      Array(times === 'double' ? 2 : 3)
        .fill(digit)
        .join(' '),
    )
    .split(' ')
    .map((word) => ENGLISH_DIGITS.findIndex((forms) => forms.split('|').includes(word)))
    .join('');

/** A text in which numbers that are said digit by digit stand in figures. */
export const inFigures = (text: string): string =>
  text.replace(SPELLED, digits).replace(SPELLED_IN_ENGLISH, englishDigits).replace(MIXED_IN_ENGLISH, mixed);
