import type { Language } from './sets.ts';

/** How many of some hold, from 0 to 1; undefined where there are none. */
export const shareOf = <T>(some: readonly T[], holds: (one: T) => boolean): number | undefined =>
  some.length > 0 ? some.filter(holds).length / some.length : undefined;

/** The same figures of each group, in the order of the groups' names. */
export const grouped = <T, Figures>(
  all: readonly T[],
  groupOf: (one: T) => string,
  figures: (some: T[]) => Figures,
): [string, Figures][] =>
  [...new Set(all.map(groupOf))].sort().map((group) => [group, figures(all.filter((one) => groupOf(one) === group))]);

/** The same figures of all languages together, and of each. */
export const byLanguage = <T extends { lang: Language }, Figures>(
  all: readonly T[],
  figures: (some: T[]) => Figures,
): [string, Figures][] => [['all', figures([...all])], ...grouped(all, ({ lang }) => lang, figures)];
