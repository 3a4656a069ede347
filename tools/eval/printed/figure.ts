import { print } from '../../../cli/lines.ts';

/** A bar that a figure is to reach. */
export type Bar = { atLeast: number } | { atMost: number };

/** Prints a figure against its bar, and lets the command fail where it isn't reached. */
export function bar(figure: string, value: number | undefined, reach: Bar): void {
  if (value === undefined) {
    print({ note: `${figure}: there is nothing to measure it by` });
    return;
  }
  const met = 'atLeast' in reach ? value >= reach.atLeast : value <= reach.atMost;
  print({ figure, value: rounded(value), ...reach, met });
  if (!met) process.exitCode = 1;
}

/** Figures as they are printed: three decimals. */
export const inShort = (figures: object): object =>
  Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, typeof value === 'number' ? rounded(value) : value]),
  );

export const rounded = (value: number): number => Math.round(value * 1000) / 1000;
