import type { CaseKind } from '../case.ts';

/** The dialogs that were in hand, the last one on top, each with what it remembers. */
export type Unfinished = { stack: readonly { dialog: string; state: Record<string, unknown> }[] };

/** What a customer began and left: kept as it stood when it was filed, for a person to look at or the customer to take up. */
export const unfinished: CaseKind<Unfinished> = {
  name: 'unfinished',
  prefix: 'WB',
  steps: ['filed', 'taken-up'],
  // Nothing was submitted: no article sets a time.
  deadlines: () => [],
  // Nor does one want it kept: no record of a contract came of it.
  retention: 'none',
};
