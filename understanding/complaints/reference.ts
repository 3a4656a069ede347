import { matchesOf } from '../../language/matches.ts';
import { heard } from '../../language/window.ts';
import type { ValueReader } from '../values/kit/reading.ts';
import { policyNumbersIn } from '../values/policy-number.ts';

/** Letters, the year, and a number: LP26-10117, TSWX26-0901, TS260409-123456. */
const REFERENCE = /(?<![A-Z0-9])[A-Z]{2,6}\d{2,8}-\d{3,8}(?![0-9])/giu;

/** A text without references, whose digits look like a day. */
export const withoutReferences = (text: string): string => text.replace(REFERENCE, ' ');

/** A reference of a claim or complaint, the insurer's or the desk's own, in any message; the first where there are several. */
export const caseReference: ValueReader<string> = (text) => {
  const said = heard(text, REFERENCE);
  const policies = policyNumbersIn(said);
  const found = matchesOf(said, REFERENCE).find(
    ({ index }) => !policies.some(({ at, length }) => index >= at && index < at + length),
  );
  return found ? { value: found[0].toUpperCase() } : undefined;
};
