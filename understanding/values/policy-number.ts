import { matchesOf } from '../../language/matches.ts';
import type { Span } from '../../language/spans.ts';
import { heard } from '../../language/window.ts';
import type { ValueReader } from './kit/reading.ts';
import { theOne } from './kit/single-value.ts';

const NUMBER = /(?<![A-Z0-9])([A-Z]{2})[\s-]?(\d{4})[\s-]?(\d{4})[\s-]?(\d{4})(?!\d)/gi;
const LIKE_ONE = /(?<![A-Z0-9])[A-Z]{0,3}[\s-]?\d{6,}(?!\d)/i;
const RELEVANT = /[A-Z]{2}[\s-]?\d{4}/i;

/** A policy number of this insurer: two letters for the line, four digits for the year, eight more. */
export const policyNumber: ValueReader<string> = (text) => {
  const said = heard(text, RELEVANT);
  const found = policyNumbersIn(said);
  if (found.length > 0) return theOne(said, found, 'which-policy-number');
  return LIKE_ONE.test(said) ? { ask: 'not-a-policy-number' } : undefined;
};

/** Where this insurer's policy numbers stand in a text. */
export const policyNumbersIn = (text: string): Span<string>[] =>
  matchesOf(text, NUMBER).map((match) => ({
    value: match.slice(1).join('').toUpperCase(),
    at: match.index,
    length: match[0].length,
  }));
