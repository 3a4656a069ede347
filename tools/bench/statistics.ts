/** The value that a share of the others don't exceed. */
export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Three significant digits are more than a shared machine repeats. */
export const rounded = (value: number): number => Number(value.toPrecision(3));
