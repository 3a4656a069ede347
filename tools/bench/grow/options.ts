import { options, Usage } from '../../../cli/usage.ts';
import type { Plan } from '../turn/rounds.ts';
import { wholeNumber } from '../turn/whole-number.ts';
import { DAY, ENTRIES } from './fill.ts';

/** How much is generated, and done on it. */
export interface GrowPlan extends Plan {
  entries: number;
  /** Seconds for which conversations are erased at most, and archived. */
  erasing: number;
}

/** What is done unless told otherwise. */
export const USUAL_GROWTH: GrowPlan = {
  ...{ entries: 1_000_000, warm: 1_500, rounds: 5, turns: 500, atOnce: 32, alone: 0, erasing: 30 },
};

/** Reads `--entries`, `--warm`, `--rounds`, `--turns`, `--clients` and `--erasing`. Throws {@link Usage} for what is no whole number. */
export function growthFrom(args: string[]): GrowPlan {
  const { given, rest } = options(args, ['entries', 'warm', 'rounds', 'turns', 'clients', 'erasing']);
  if (rest.length > 0) throw new Usage(`unknown: ${rest.join(' ')}`);
  const usual = USUAL_GROWTH;
  return {
    entries: wholeNumber('entries', given.entries, usual.entries, 2 * DAY * ENTRIES),
    warm: wholeNumber('warm', given.warm, usual.warm, 1),
    rounds: wholeNumber('rounds', given.rounds, usual.rounds, 1),
    turns: wholeNumber('turns', given.turns, usual.turns, 1),
    atOnce: wholeNumber('clients', given.clients, usual.atOnce, 1),
    alone: usual.alone,
    erasing: wholeNumber('erasing', given.erasing, usual.erasing, 0),
  };
}
