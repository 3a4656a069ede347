/** What Chinese digits stand for; the second form is the one for contracts and cheques, the third is spoken. */
const DIGITS: Readonly<Record<string, number>> = Object.fromEntries(
  ['零〇', '一壹幺', '二贰两', '三叁参', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap((forms, value) =>
    [...forms].map((form) => [form, value]),
  ),
);
const UNITS: Readonly<Record<string, number>> = {
  十: 10,
  拾: 10,
  百: 100,
  佰: 100,
  千: 1_000,
  仟: 1_000,
  k: 1_000,
  万: 10_000,
  萬: 10_000,
  w: 10_000,
  亿: 100_000_000,
};
/** 廿五 and 卅, which people write for tens of days and of thousands. */
const TENS: Readonly<Record<string, number>> = { 廿: 20, 卅: 30 };

/** The characters of a Chinese numeral, for the readers' patterns. */
export const HAN_NUMERALS = '零〇一二三四五六七八九十廿卅百千万亿两幺壹贰叁肆伍陆柒捌玖拾佰仟萬';

const PIECE = /\d+(?:\.\d+)?|./gu;

/**
 * The number that a Chinese numeral says, digits and characters mixed as people mix them: 三万五 is 35,000, 1万2 12,000,
 * 3.5万 and 三点五万 35,000, 两百五 250, 一百零五 105, 一个半亿 150,000,000, 二〇二六 2026, 8k 8,000. Nothing for two digits
 * side by side (五六百 is a guess between two amounts), units that go up (三百五千), and a unit without a number (万一 is "in
 * case").
 */
export function numberOf(text: string): number | undefined {
  const said = withPoint(text.toLowerCase().replace(/个(?=半?[千万亿kw])/gu, ''));
  if (/^\d+(?:\.\d+)?$/.test(said)) return Number(said);
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(said)) return Number(said.replaceAll(',', ''));
  const pieces = said.match(PIECE) ?? [];
  if (pieces.length > 1 && pieces.every((piece) => piece in DIGITS))
    // 二〇二六 is read digit by digit; 五六 is a guess between five and six.
    return pieces.length === 2 && !/[零〇幺]/.test(said)
      ? undefined
      : Number(pieces.map((piece) => DIGITS[piece]).join(''));
  return withUnits(pieces);
}

/** 三点五万 as 3.5万, 二十三点五万 as 23.5万. */
const withPoint = (said: string): string =>
  said.replace(
    /^([\d零一二两三四五六七八九十百]{1,7})点([\d零一二三四五六七八九]{1,4})(?=[千万百亿kw]|$)/u,
    (all, whole: string, tenths: string) => {
      const number = whole === '零' ? 0 : numberOf(whole);
      return number === undefined ? all : `${number}.${[...tenths].map((one) => DIGITS[one] ?? one).join('')}`;
    },
  );

function withUnits(pieces: readonly string[]): number | undefined {
  // `whole` is what stands before the last great unit (万, 亿, k, w); the units of a section go down from `least`.
  let [whole, section, lastUnit, great] = [0, 0, 1, Number.POSITIVE_INFINITY];
  let least = Number.POSITIVE_INFINITY;
  let digit: number | undefined;
  let [afterZero, parts] = [false, false];
  for (const piece of pieces) {
    const unit = UNITS[piece];
    const tens = TENS[piece];
    if (unit === undefined) {
      const value = piece === '半' ? (digit ?? 0) + 0.5 : (DIGITS[piece] ?? tens ?? Number(piece));
      if (Number.isNaN(value)) return undefined;
      if (value === 0 && piece in DIGITS) {
        afterZero = true;
        continue;
      }
      if (tens !== undefined) {
        if (least <= 10 || digit !== undefined) return undefined;
        section += tens;
        [least, lastUnit] = [10, 10];
        continue;
      }
      if (digit !== undefined && !(piece === '半' && Number.isInteger(digit))) return undefined;
      // Nothing goes on below a part: 3.5万2.
      if (parts) return undefined;
      parts = !Number.isInteger(value);
      digit = value;
    } else if (unit < 10_000 && piece !== 'k') {
      // 十五 needs no 一 before it; 百 and 千 do.
      if (unit >= least || (digit === undefined && (unit !== 10 || section > 0))) return undefined;
      section += (digit ?? 1) * unit;
      [digit, least, lastUnit, afterZero] = [undefined, unit, unit, false];
    } else {
      section += digit ?? 0;
      if ((section === 0 && unit <= great) || (unit >= great && unit < 100_000_000)) return undefined;
      whole = unit > 10_000 ? (whole + section) * unit : whole + section * unit;
      [section, digit, least, lastUnit, great, afterZero] = [0, undefined, Number.POSITIVE_INFINITY, unit, unit, false];
    }
  }
  if (digit !== undefined) {
    // 1万2345 goes on below its unit; 三百500, 2w50 and 一千半 don't.
    if (lastUnit > 1 && (digit >= lastUnit || (digit > 9 && digit < lastUnit / 100 && !afterZero) || parts))
      return undefined;
    const shortened = !afterZero && lastUnit >= 100 && digit <= 9;
    section += shortened ? (digit * lastUnit) / 10 : digit;
  }
  const total = whole + section;
  // Without a digit at the end 零 is nought, and 一百零 unfinished.
  if (digit === undefined && (total === 0) !== afterZero) return undefined;
  return Math.round(total * 100) / 100;
}

const ENGLISH_ONES = 'zero one two three four five six seven eight nine'.split(' ');
const ENGLISH_TEENS = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const ENGLISH_TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ENGLISH: ReadonlyMap<string, number> = new Map([
  ...[...ENGLISH_ONES, ...ENGLISH_TEENS].map((word, value) => [word, value] as const),
  ...ENGLISH_TENS.map((word, index) => [word, (index + 2) * 10] as const),
]);
const ENGLISH_UNITS: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1_000,
  grand: 1_000,
  k: 1_000,
  wan: 10_000,
  lakh: 100_000,
  lakhs: 100_000,
  lac: 100_000,
  lacs: 100_000,
  million: 1_000_000,
  mil: 1_000_000,
  mln: 1_000_000,
  mio: 1_000_000,
  m: 1_000_000,
  crore: 10_000_000,
  crores: 10_000_000,
  billion: 1_000_000_000,
  bn: 1_000_000_000,
};
const ENGLISH_UNIT_WORDS = [
  'hundred',
  'thousand',
  'grand',
  'wan',
  'lakh',
  'lakhs',
  'million',
  'crore',
  'crores',
  'billion',
];

/** The words of an English numeral, for the readers' patterns; longer ones first, for seventy begins like seven. */
export const ENGLISH_NUMERALS = [...ENGLISH.keys(), ...ENGLISH_UNIT_WORDS, 'half']
  .sort((one, other) => other.length - one.length)
  .join('|');

/** "and a half", "point five two" as one word each, with figures. */
const withFractions = (said: string): string =>
  said.replace(/\band (?:a )?half\b/g, '+0.5').replace(
    new RegExp(`\\bpoint((?:[\\s-](?:${ENGLISH_ONES.join('|')})\\b)+)`, 'g'),
    (_, digits: string) =>
      `+0.${digits
        .trim()
        .split(/[\s-]/)
        .map((one) => ENGLISH.get(one))
        .join('')}`,
  );

/**
 * The number that an English numeral says: "three thousand two hundred", "1.2 million", "a hundred and five",
 * "twenty-five", "two and a half thousand", "a grand and a half". Nothing for words that make no number: "two fifty".
 */
export function englishNumberOf(text: string): number | undefined {
  const words = withFractions(
    text
      .toLowerCase()
      .replace(/(?<=\d),(?=\d{3})/g, '')
      .replace(/(\d)([km]|bn|mil|mln|mio|wan|la(?:kh|c)s?|crores?)\b/g, '$1 $2'),
  )
    .split(/[\s-]+/)
    .filter((word) => !['and', 'a', 'an', ''].includes(word));
  // What is added to a section is less than `room`; the units go down from `great`.
  let [whole, section, room, great] = [0, 0, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const [at, word] of words.entries()) {
    const unit = ENGLISH_UNITS[word];
    if (unit === 100) {
      if (section >= 100) return undefined;
      [section, room] = [(section || 1) * 100, 100];
    } else if (unit !== undefined) {
      if (unit >= great || (section === 0 && at > 0)) return undefined;
      [whole, section, room, great] = [whole + (section || 1) * unit, 0, unit, unit];
    } else if (word.startsWith('+')) {
      if (section === 0 && whole !== great && words[at - 1] !== 'zero') return undefined;
      if (section === 0 && whole > 0) whole += Number(word) * whole;
      else section += Number(word);
      room = 0;
    } else {
      const value = word === 'half' ? 0.5 : (ENGLISH.get(word) ?? (/^\d/.test(word) ? Number(word) : Number.NaN));
      if (Number.isNaN(value) || value >= room || (value === 0 && at > 0)) return undefined;
      section += value;
      room = ENGLISH_TENS.includes(word) ? 10 : 0;
    }
  }
  return words.length > 0 ? Math.round((whole + section) * 100) / 100 : undefined;
}
