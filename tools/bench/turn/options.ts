import { options, Usage } from '../../../cli/usage.ts';
import type { Plan } from './rounds.ts';
import { wholeNumber } from './whole-number.ts';

/** What is done unless told otherwise. */
export const USUAL: Plan = { warm: 4_000, rounds: 5, turns: 1_500, atOnce: 32, alone: 300 };

/** Reads `--warm`, `--rounds`, `--turns`, `--clients` and `--alone`. Throws {@link Usage} for what is no whole number. */
export function planFrom(args: string[], usual: Plan = USUAL): Plan {
  const { given, rest } = options(args, ['warm', 'rounds', 'turns', 'clients', 'alone']);
  if (rest.length > 0) throw new Usage(`unknown: ${rest.join(' ')}`);
  return {
    warm: wholeNumber('warm', given.warm, usual.warm, 1),
    rounds: wholeNumber('rounds', given.rounds, usual.rounds, 1),
    turns: wholeNumber('turns', given.turns, usual.turns, 1),
    atOnce: wholeNumber('clients', given.clients, usual.atOnce, 1),
    alone: wholeNumber('alone', given.alone, usual.alone, 0),
  };
}
