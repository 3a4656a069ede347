import { matchesOf } from '../../language/matches.ts';
import type { Span } from '../../language/spans.ts';
import { heard } from '../../language/window.ts';
import { idCardsIn } from './id-card.ts';
import type { ReadingContext, ValueReader } from './kit/reading.ts';
import { theOne } from './kit/single-value.ts';

const CARD = /(?<![A-Z\d])\d(?:[ -]?\d){12,18}(?![A-Z\d]|[ -]\d{4}(?!\d))/gi;
const NUMBER = /(?<![A-Z\d])\d(?:[ -]?\d){6,}(?![A-Z\d])/gi;
const SCHEMES = /^(?:[3-689]\d{15,18}|4\d{12}|3[068]\d{12}|3[47]\d{13})$/;
const RELEVANT = /\d(?:[ -]?\d){11,18}/;

/**
 * A bank card's number: 13 to 19 digits (ISO/IEC 7812-1), the last of them the Luhn check of the others. UnionPay begins
 * with 62, or with 60 and 81 to 89 abroad; older Chinese debit cards with 9 (9558…); 3 to 6 are the international schemes.
 * Fewer than 16 digits have only Visa's, Diners' and American Express's: 8613800138000 is a phone.
 */
export const bankCard: ValueReader<string> = (text, context) => {
  const said = heard(text, RELEVANT);
  const found = bankCardsIn(said, context);
  if (found.length > 0) return theOne(said, found, 'which-bank-card');
  const longest = matchesOf(said, NUMBER)
    .map(([number]) => compact(number).length)
    .sort((a, b) => b - a)[0];
  if (!longest) return undefined;
  return { ask: longest >= 13 && longest <= 19 ? 'not-a-bank-card' : 'bank-card-digits' };
};

/** Where the bank cards stand in a text. An ID card's number is none, though one in ten would pass for it. */
export function bankCardsIn(text: string, context: ReadingContext): Span<string>[] {
  const ids = new Set(idCardsIn(text, context).map(({ at }) => at));
  return matchesOf(text, CARD)
    .map(({ 0: number, index }) => ({ value: compact(number), at: index, length: number.length }))
    .filter(({ value, at }) => SCHEMES.test(value) && isLuhn(value) && !ids.has(at));
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
