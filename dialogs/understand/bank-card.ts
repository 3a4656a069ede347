import { idCardsIn } from './id-card.ts';
import type { Reader, ReadingContext } from './reading.ts';
import type { Span } from './spans.ts';
import { theOne } from './the-one.ts';
import { heard } from './window.ts';

const CARD = /(?<![A-Z\d])\d(?:[ -]?\d){15,18}(?![A-Z\d]|[ -]\d{4}(?!\d))/gi;
const NUMBER = /(?<![A-Z\d])\d(?:[ -]?\d){6,}(?![A-Z\d])/gi;
const RELEVANT = /\d(?:[ -]?\d){11,18}/;

/**
 * A bank card's number: 16 to 19 digits (ISO/IEC 7812-1), the last of them the Luhn check of the others. UnionPay begins
 * with 62, or with 60 and 81 to 89 abroad; older Chinese debit cards with 9 (9558…); 3 to 6 are the international schemes.
 */
export const bankCard: Reader<string> = (text, context) => {
  const said = heard(text, RELEVANT);
  const found = bankCardsIn(said, context);
  if (found.length > 0) return theOne(said, found, 'which-bank-card');
  const longest = [...said.matchAll(NUMBER)].map(([number]) => compact(number).length).sort((a, b) => b - a)[0];
  if (!longest) return undefined;
  return { ask: longest >= 16 && longest <= 19 ? 'not-a-bank-card' : 'bank-card-digits' };
};

/** Where the bank cards stand in a text. An ID card's number is none, though one in ten would pass for it. */
export function bankCardsIn(text: string, context: ReadingContext): Span<string>[] {
  const ids = new Set(idCardsIn(text, context).map(({ at }) => at));
  return [...text.matchAll(CARD)]
    .map(({ 0: number, index }) => ({ value: compact(number), at: index, length: number.length }))
    .filter(({ value, at }) => /^[3-689]/.test(value) && isLuhn(value) && !ids.has(at));
}

const compact = (number: string): string => number.replace(/[ -]/g, '');

/** ISO/IEC 7812-1, annex B: from the right, every second digit doubled, the digits of it all add up to a multiple of ten. */
function isLuhn(number: string): boolean {
  const sum = [...number].reverse().reduce((total, character, place) => {
    const digit = Number(character) * (place % 2 === 0 ? 1 : 2);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return sum % 10 === 0;
}
