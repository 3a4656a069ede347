import { options, Usage } from '../../usage.ts';
import type { Plan } from './rounds.ts';

/** What is done unless told otherwise. */
export const USUAL: Plan = { warm: 4_000, rounds: 5, turns: 1_500, atOnce: 32, alone: 300 };

/** Reads `--warm`, `--rounds`, `--turns`, `--clients` and `--alone`. Throws {@link Usage} for what is no whole number. */
export function planFrom(args: string[]): Plan {
  const { given, rest } = options(args, ['warm', 'rounds', 'turns', 'clients', 'alone']);
  if (rest.length > 0) throw new Usage(`unknown: ${rest.join(' ')}`);
  const count = (name: keyof typeof given, usual: number, least: number): number => {
    const text = given[name];
    if (text === undefined) return usual;
    const value = Number(text);
    if (!Number.isInteger(value) || value < least)
      throw new Usage(`--${name} is a whole number of at least ${least}, not ${JSON.stringify(text)}`);
    return value;
  };
  return {
    warm: count('warm', USUAL.warm, 1),
    rounds: count('rounds', USUAL.rounds, 1),
    turns: count('turns', USUAL.turns, 1),
    atOnce: count('clients', USUAL.atOnce, 1),
    alone: count('alone', USUAL.alone, 0),
  };
}
