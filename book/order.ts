import type { Disagreement, Path } from './problems.ts';

/** A day, what it is called, and where it is written. */
export interface Day {
  name: string;
  day: string | undefined;
  path: Path;
}

/** A day that stands under a key of its name. */
export const dayAt = (path: Path, name: string, day: string | undefined): Day => ({ name, day, path: [...path, name] });

/** Days of which each, as far as they are known, has to be the one before it or later. */
export function* inOrder(...days: readonly Day[]): Generator<Disagreement> {
  let earlier: Day | undefined;
  for (const later of days) {
    if (later.day === undefined) continue;
    if (earlier?.day !== undefined && later.day < earlier.day)
      yield { path: later.path, problem: `write a day that isn’t before ${earlier.name}, ${earlier.day}` };
    earlier = later;
  }
}

/** Days that can't be after another one. */
export function* upTo(limit: Omit<Day, 'path'>, ...days: readonly Day[]): Generator<Disagreement> {
  for (const { path, day } of days)
    if (day !== undefined && limit.day !== undefined && limit.day < day)
      yield { path, problem: `write a day that isn’t after ${limit.name}, ${limit.day}` };
}
