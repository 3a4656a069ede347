import type { Span } from '../../../language/spans.ts';
import type { Reading, Reason } from './reading.ts';

/** Words right before a value that take it back, or say that it is somebody else's, or that it is the speaker's. */
const TAKEN_BACK =
  /(?:不是|并非|不对|别打|不要打|不用|旧的?|以前的?|原来的?|原先的?|\bnot|\bisn't|\bold|\bwas)[^，,；;。]{0,3}$/i;
const SOMEBODY_ELSES =
  /(?:对方|他的?|她的?|前车|后车|肇事|另一[辆个方]|别人|把|撞了|撞到|追尾了?|\btheir|\bother|\bhis|\bher|\bhit)[^，,；;。]{0,8}$|被(?![撞追刮蹭])[^，,；;。]{0,4}$/i;
const MINE = /(?:我|本人|本车|自己|\bmy|\bmine|\bme|\bi'?m)[^，,；;。]{0,10}$/i;

/** Whether what stands at this place is taken back: 不是5000，是3000. */
export const isTakenBack = (text: string, at: number): boolean => TAKEN_BACK.test(text.slice(Math.max(0, at - 24), at));

/**
 * The one value that a message gives: what is said twice counts once, what is taken back (不是138…) doesn't count, and
 * one's own goes before somebody else's. Where several are left, it has to be asked which.
 */
export function theOne<T>(text: string, found: readonly Span<T>[], reason: Reason): Reading<T> {
  const before = ({ at }: Span<T>) => text.slice(Math.max(0, at - 24), at);
  const kept = found.filter(({ at }) => !isTakenBack(text, at));
  const distinct = (some: readonly Span<T>[]) => [...new Set(some.map(({ value }) => value))];
  const theirs = (one: Span<T>) => SOMEBODY_ELSES.test(before(one));
  for (const some of [
    kept,
    kept.filter((one) => !theirs(one)),
    kept.filter((one) => !theirs(one) && MINE.test(before(one))),
  ]) {
    const [value, another] = distinct(some);
    if (value !== undefined && another === undefined) return { value };
  }
  return kept.length > 0 ? { ask: reason } : undefined;
}
