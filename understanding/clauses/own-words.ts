import { cut, type Piece } from './cut.ts';

/**
 * The words that say what each of some values is, when a message holds several: from where its clause begins, or the value
 * before ends, to where the clause of the next one begins. 昨天下午三点追尾的 交警五点多才到: 追尾 is said of three o'clock,
 * 交警 of five. The spans are in the text's order and don't overlap.
 */
export function ownWords(text: string, spans: readonly Piece[]): string[] {
  const begins = cut(text).map(({ at }) => at);
  const from = spans.map(({ at }, index) => {
    const least = spans[index - 1]?.end ?? 0;
    return begins.filter((begin) => begin >= least && begin <= at).at(-1) ?? least;
  });
  return spans.map((_, index) => text.slice(index === 0 ? 0 : from[index], from[index + 1] ?? text.length));
}
