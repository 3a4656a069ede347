import { HAN_NUMERALS, numberOf } from '../language/numerals.ts';
import { phrases } from './phrases/phrases.ts';

const { 'of-a-law': ofALaw, 'of-other-things': ofOtherThings } = phrases('clause-numbers', [
  'of-a-law',
  'of-other-things',
]);

/** Nobody asks for a clause in a longer message than that. */
const LONGEST = 60;
const DOTTED = '\\d{1,3}(?:\\.\\d{1,3}){0,3}';
/** 第五十条, 第50条, 50条 alone, 第2.1条. */
const HAN = new RegExp(`(?:第\\s*|^\\s*)(${DOTTED}|[${HAN_NUMERALS}]{1,6})\\s*[条條]`, 'u');
const ENGLISH = new RegExp(
  `\\b(?:clause|article|section|art\\.)\\s*(?:no\\.?\\s*|number\\s*|#\\s*)?(${DOTTED})(?![\\d.]*\\d|\\s*(?:of the|,? ?[a-z ]{0,20}\\b(?:law|act|code)\\b))`,
  'iu',
);
/** A number as it is printed above a clause: 第五十条, Article 50, 2.1. */
const PRINTED = /^(?:第|Article|Section|Clause)?\s*(.+?)\s*[条條]?$/iu;

/** The number of a clause that a message asks for, as digits: 第五十条 and "clause 50" are 50. Not an article of a law. */
export function clauseNumber(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  const found = HAN.exec(text) ?? ENGLISH.exec(text);
  if (!found) return undefined;
  const before = text.slice(0, found.index);
  const after = text.slice(found.index + found[0].length);
  if (ofALaw.test(before) || ofOtherThings.test(after)) return undefined;
  return asDigits(found[1] ?? '');
}

/** The number that is printed above a clause, as digits. */
export const printedNumber = (printed: string): string => asDigits(PRINTED.exec(printed)?.[1] ?? printed);

const asDigits = (number: string): string => (/^[\d.]+$/.test(number) ? number : String(numberOf(number) ?? number));
