import type { Label } from './labels.ts';

/** So many numbers may be missing before a label is no longer taken for the next one. */
const MOST_MISSING = 3;

/** Whether a label is the next one of its kind, begins its kind, or begins it anew. */
export function follows(label: Label, before: Label | undefined): boolean {
  const { numbers } = label;
  if (!before) return numbers.slice(-1)[0] === 1 || label.style === 'article';
  if (numbers.length > 1 || before.numbers.length > 1) return nextDecimal(numbers, before.numbers);
  const [number = 0] = numbers;
  const [last = 0] = before.numbers;
  return number === 1 || isSoonAfter(number, last);
}

const isSoonAfter = (number: number, last: number): boolean => number > last && number <= last + 1 + MOST_MISSING;

/** 1.2 after 1.1, 2.1 after 1.9, 1.1.1 after 1.1; 第十条之二 after 第十条之一. */
function nextDecimal(numbers: readonly number[], last: readonly number[]): boolean {
  const at = numbers.findIndex((number, index) => number !== last[index]);
  if (at < 0) return false;
  const rest = numbers.slice(at + 1);
  if (rest.some((number) => number !== 1)) return false;
  const number = numbers[at] ?? 0;
  return at >= last.length ? number === 1 : isSoonAfter(number, last[at] ?? 0) || (at === 0 && number === 1);
}

/** Whether a label is a later one than the one before, however many are missing between them. */
export function isAhead({ numbers }: Label, before: Label | undefined): boolean {
  const last = before?.numbers ?? [];
  const at = numbers.findIndex((number, index) => number !== last[index]);
  return at >= 0 && (numbers[at] ?? 0) > (last[at] ?? 0);
}
