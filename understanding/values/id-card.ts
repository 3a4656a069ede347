import { matchesOf } from '../../language/matches.ts';
import type { Span } from '../../language/spans.ts';
import { heard } from '../../language/window.ts';
import { isoDate } from '../../services/time/calendar.ts';
import type { ReadingContext, Reason, ValueReader } from './kit/reading.ts';
import { theOne } from './kit/single-value.ts';

/** Eighteen places, the last a digit or X, with single separators where people put them. */
const EIGHTEEN = /(?<![A-Z\d])\d(?:[ -]?\d){16}[ -]?[\dX](?![A-Z\d])/gi;
const NUMBER = /(?<![A-Z\d])\d(?:[ -]?\d){6,}[ -]?X?(?![A-Z\d])/gi;
const RELEVANT = /\d(?:[ -]?\d){13,18}/;

/** ISO 7064 MOD 11-2, as GB 11643-1999 prescribes it for the last place. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** The provinces of GB/T 2260; 81 to 83 are the residence permits of Hong Kong, Macau and Taiwan, 9 those of foreigners. */
const PROVINCES = new Set(
  [
    '11 12 13 14 15',
    '21 22 23',
    '31 32 33 34 35 36 37',
    '41 42 43 44 45 46',
    '50 51 52 53 54',
    '61 62 63 64 65',
    '71',
    '81 82 83',
  ].flatMap((region) => region.split(' ')),
);

/** A Chinese ID card's number in 18 places without separators, the X in capitals. */
export const idCard: ValueReader<string> = (text, context) => {
  const said = heard(text, RELEVANT);
  const found = eighteenIn(said);
  const right = found.filter(({ value }) => !fault(value, context));
  if (right.length > 0) return theOne(said, right, 'which-id-card');
  const [wrong] = found;
  if (wrong) return { ask: fault(wrong.value, context) ?? 'not-an-id-card' };
  const longest = matchesOf(said, NUMBER)
    .map(([number]) => compact(number))
    .sort((a, b) => b.length - a.length)[0];
  if (!longest) return undefined;
  if (longest.length === 15 && !faultOfDate(`19${longest.slice(6, 12)}`, context) && isArea(longest)) {
    return { ask: 'old-id-card' };
  }
  return { ask: longest.length >= 14 ? 'id-card-digits' : 'not-an-id-card' };
};

/** Where the ID cards stand in a text, for readers that must not take them for something else. */
export const idCardsIn = (text: string, context: ReadingContext): Span<string>[] =>
  eighteenIn(text).filter(({ value }) => !fault(value, context));

const eighteenIn = (text: string): Span<string>[] =>
  matchesOf(text, EIGHTEEN).map(({ 0: number, index }) => ({
    value: compact(number),
    at: index,
    length: number.length,
  }));

const compact = (number: string): string => number.replace(/[ -]/g, '').toUpperCase();

function fault(number: string, context: ReadingContext): Reason | undefined {
  if (!isArea(number)) return 'id-card-area';
  const date = faultOfDate(number.slice(6, 14), context);
  if (date) return date;
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(number[place]), 0);
  return CHECKS[sum % 11] === number[17] ? undefined : 'not-an-id-card';
}

function isArea(number: string): boolean {
  if (number.startsWith('9')) return PROVINCES.has(number.slice(1, 3));
  if (/^8[123]/.test(number)) return /^8[123]0000/.test(number);
  const city = Number(number.slice(2, 4));
  return PROVINCES.has(number.slice(0, 2)) && ((city >= 1 && city <= 70) || city === 90);
}

/** A birthday that is in the calendar, not before 1890, and not after the message. */
function faultOfDate(digits: string, { reference, zone }: ReadingContext): Reason | undefined {
  const date = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  const real = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
  // Where the caller has no time (masking), no birthday is in the future.
  const born = real && date >= '1890-01-01' && (reference.getTime() === 0 || date <= isoDate(reference, zone));
  return born ? undefined : 'id-card-birthday';
}
