/** What Chinese digits stand for; the second form is the one for contracts and cheques, the third is spoken. */
const DIGITS: Readonly<Record<string, number>> = Object.fromEntries(
  ['零〇', '一壹幺', '二贰两', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap((forms, value) =>
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

/** The characters of a Chinese numeral, for the readers' patterns. */
export const HAN_NUMERALS = '零〇一二三四五六七八九十百千万亿两幺壹贰叁肆伍陆柒捌玖拾佰仟萬';

const PIECE = /\d+(?:\.\d+)?|./gu;

/**
 * The number that a Chinese numeral says, digits and characters mixed as people mix them: 三万五 is 35,000, 1万2 12,000,
 * 3.5万 35,000, 两百五 250, 一百零五 105, 二〇二六 2026, 8k 8,000. Nothing for two digits side by side (五六百 is a guess
 * between two amounts) and for a unit without a number (万一 is "in case").
 */
export function numberOf(text: string): number | undefined {
  const said = withPoint(text.toLowerCase());
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

/** 三点五万 as 3.5万. */
const withPoint = (said: string): string =>
  said.replace(/^(.)点(.{1,2})(?=[万千百亿])/u, (_, whole: string, tenths: string) =>
    [whole, '.', ...tenths].map((character) => DIGITS[character] ?? character).join(''),
  );

function withUnits(pieces: readonly string[]): number | undefined {
  let [whole, section, lastUnit] = [0, 0, 1];
  let digit: number | undefined;
  let afterZero = false;
  for (const piece of pieces) {
    const unit = UNITS[piece];
    if (unit === undefined) {
      const value = DIGITS[piece] ?? Number(piece);
      if (Number.isNaN(value)) return undefined;
      if (value === 0 && piece in DIGITS) {
        afterZero = true;
        continue;
      }
      if (digit !== undefined) return undefined;
      digit = value;
    } else if (unit < 10_000 && piece !== 'k') {
      // 十五 needs no 一 before it; 百 and 千 do.
      if (digit === undefined && (unit !== 10 || section > 0)) return undefined;
      section += (digit ?? 1) * unit;
      [digit, lastUnit, afterZero] = [undefined, unit, false];
    } else {
      section += digit ?? 0;
      if (section === 0) return undefined;
      whole = unit > 10_000 ? (whole + section) * unit : whole + section * unit;
      [section, digit, lastUnit, afterZero] = [0, undefined, unit, false];
    }
  }
  if (digit !== undefined) {
    const shortened = !afterZero && lastUnit >= 100 && digit >= 1 && digit <= 9 && Number.isInteger(digit);
    section += shortened ? (digit * lastUnit) / 10 : digit;
  }
  const total = whole + section;
  return total === 0 && !afterZero ? undefined : Math.round(total * 100) / 100;
}

const ENGLISH_ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const ENGLISH_TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ENGLISH: ReadonlyMap<string, number> = new Map([
  ...ENGLISH_ONES.map((word, value) => [word, value] as const),
  ...ENGLISH_TENS.map((word, index) => [word, (index + 2) * 10] as const),
]);
const ENGLISH_UNITS: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1_000,
  grand: 1_000,
  k: 1_000,
  million: 1_000_000,
  m: 1_000_000,
};

/** The words of an English numeral, for the readers' patterns. */
export const ENGLISH_NUMERALS = [...ENGLISH.keys(), 'hundred', 'thousand', 'grand', 'million', 'half'].join('|');

/** The number that an English numeral says: "three thousand two hundred", "1.2 million", "a hundred and five", "twenty-five". */
export function englishNumberOf(text: string): number | undefined {
  const words = text
    .toLowerCase()
    .replace(/(?<=\d),(?=\d{3})/g, '')
    .replace(/(\d)([km])\b/g, '$1 $2')
    .split(/[\s-]+/)
    .filter((word) => word !== 'and' && word !== '');
  let [whole, section] = [0, 0];
  let seen = false;
  for (const word of words) {
    const value = /^\d/.test(word) ? Number(word) : word === 'half' ? 0.5 : ENGLISH.get(word);
    const unit = ENGLISH_UNITS[word];
    if (word === 'a' || word === 'an') continue;
    if (value !== undefined && !Number.isNaN(value)) {
      section += value;
      seen = true;
    } else if (unit === 100) section = (section || 1) * 100;
    else if (unit !== undefined) [whole, section] = [whole + (section || 1) * unit, 0];
    else return undefined;
    seen ||= unit !== undefined;
  }
  return seen ? Math.round((whole + section) * 100) / 100 : undefined;
}
