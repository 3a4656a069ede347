const DIGITS = '零一二三四五六七八九';
const UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

/** The characters that Han numbers are written with. */
export const HAN_DIGITS = '〇零一二三四五六七八九十百千两';

/** The value of a number in Han characters or digits: 二十三, 二〇, 23. Zero where it is none. */
export function numberOf(written: string): number {
  if (/^\d+$/.test(written)) return Number(written);
  const characters = [...written.replaceAll('〇', '零').replaceAll('两', '二')];
  if (!characters.some((character) => character in UNITS))
    return Number(characters.map((character) => DIGITS.indexOf(character)).join('')) || 0;
  let value = 0;
  let digit = 0;
  for (const character of characters) {
    const unit = UNITS[character];
    if (unit === undefined) digit = Math.max(0, DIGITS.indexOf(character));
    else {
      value += (digit || 1) * unit;
      digit = 0;
    }
  }
  return value + digit;
}

/** A number from 1 to 9999 as it is written in Han characters. */
export function inHan(value: number): string {
  let written = '';
  for (const [character, unit] of [
    ['千', 1000],
    ['百', 100],
    ['十', 10],
    ['', 1],
  ] as const) {
    const digit = Math.floor(value / unit) % 10;
    if (digit > 0) written += DIGITS.charAt(digit) + character;
    else if (written !== '' && !written.endsWith('零') && value % unit > 0) written += '零';
  }
  return written.replace(/^一十/, '十');
}
