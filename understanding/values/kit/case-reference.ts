import { matchesOf } from '../../../language/matches.ts';
import { normalize } from '../../../language/text.ts';

/** Two letters for the kind, the day, six digits, however they are typed: ba 261118 123456, BA261118123456. */
const REFERENCE =
  /(?<![A-Z\d])([A-Z]{2})[ -]?(\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))[ —–-]{0,3}(\d{6})(?!\d)/gi;
/** Nobody has more cases on their mind. */
const MOST = 5;

/**
 * The desk's own references that stand in a text, as the desk writes them, each once. `prefixes`: what they begin with;
 * policy numbers are two letters and twelve digits, too.
 */
export const caseReferencesIn = (text: string, prefixes: readonly string[]): string[] => [
  ...new Set(
    matchesOf(normalize(text), REFERENCE)
      .map(([, kind = '', day = '', number = '']) => `${kind.toUpperCase()}${day}-${number}`)
      .filter((reference) => prefixes.includes(reference.slice(0, 2)))
      .slice(0, MOST),
  ),
];
