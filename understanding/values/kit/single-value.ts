import type { Span } from '../../../language/spans.ts';
import { isDenied } from '../../clauses/denied.ts';
import { phrases } from '../../phrases/phrases.ts';
import type { Reading, Reason } from './reading.ts';

/** What is said right before a value. */
const before = phrases('single-value', ['former', 'somebody-elses', 'by-somebody', 'mine']);
/** It stands within so many characters. */
const REACH = 24;

/** Whether what stands at this place is taken back, 不是138…, or no longer so: 旧的是138…. */
export const isTakenBack = (text: string, at: number): boolean =>
  isDenied(text, at) || before.former.test(wordsBefore(text, at));

/**
 * The one value that a message gives: what is said twice counts once, what is taken back (不是138…) doesn't count, and
 * one's own goes before somebody else's. Where several are left, it has to be asked which.
 */
export function theOne<T>(text: string, found: readonly Span<T>[], reason: Reason): Reading<T> {
  const kept = found.filter(({ at }) => !isTakenBack(text, at));
  const distinct = (some: readonly Span<T>[]) => [...new Set(some.map(({ value }) => value))];
  const theirs = ({ at }: Span<T>) =>
    before['somebody-elses'].test(wordsBefore(text, at)) || before['by-somebody'].test(wordsBefore(text, at));
  for (const some of [
    kept,
    kept.filter((one) => !theirs(one)),
    kept.filter((one) => !theirs(one) && before.mine.test(wordsBefore(text, one.at))),
  ]) {
    const [value, another] = distinct(some);
    if (value !== undefined && another === undefined) return { value };
  }
  return kept.length > 0 ? { ask: reason } : undefined;
}

const wordsBefore = (text: string, at: number): string => text.slice(Math.max(0, at - REACH), at);
