import { median, rounded } from '../statistics.ts';

/** Where the echo's rounds differ by more than this, the machine was somebody else's, and nothing is judged by it. */
export const MOST_SPREAD = 0.2;

/** Cores. A neighbour who is there all the time moves no round, and makes an echo dearer than a desk: more isn't judged. */
export const MOST_NEIGHBOURS = 0.3;

/** What a figure should be. */
export interface Aim {
  atLeast?: number;
  atMost?: number;
}

/** Whether an aim was met, or why that can't be said. */
export type Verdict = { met: boolean } | { judged: false; because: string };

/** How far apart values lie: the largest less the smallest, as a share of the one in the middle. */
export function spread(values: readonly number[]): number {
  const middle = median(values);
  return middle === 0 ? Number.POSITIVE_INFINITY : (Math.max(...values) - Math.min(...values)) / middle;
}

/** Judges a count, which no neighbour changes. */
export const judgeCount = (value: number, { atLeast, atMost }: Aim): Verdict => ({
  met: value >= (atLeast ?? Number.NEGATIVE_INFINITY) && value <= (atMost ?? Number.POSITIVE_INFINITY),
});

/** What the rounds of the echo, which never changes, say of the machine. */
export interface Machine {
  /** A figure of the echo's, round by round. */
  echo: readonly number[];
  /** Cores that others had in each of the rounds of everybody. */
  neighbours: readonly number[];
}

/** Judges what depends on time, where the machine was quiet enough for that. */
export function judgeTimed(value: number, aim: Aim, machine: Machine): Verdict {
  const because = doubtOf(machine);
  return because === undefined ? judgeCount(value, aim) : { judged: false, because };
}

/** Why nothing can be said by the rounds of what never changes; undefined where it can. */
export function doubtOf({ echo, neighbours }: Machine, whose = 'the echo'): string | undefined {
  if (echo.length < 2) return `one round of ${whose} says nothing of the machine`;
  const percent = (share: number): number => Math.round(share * 100);
  const apart = spread(echo);
  if (apart > MOST_SPREAD)
    return `${whose}'s rounds differ by ${percent(apart)} %, more than ${percent(MOST_SPREAD)} %: measure on a quieter machine`;
  const others = median(neighbours);
  if (others > MOST_NEIGHBOURS)
    return `others had ${rounded(others)} cores all the while, more than ${MOST_NEIGHBOURS}: measure on a quieter machine`;
  return undefined;
}
