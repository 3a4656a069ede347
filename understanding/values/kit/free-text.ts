import type { ValueReader } from './reading.ts';

/**
 * The customer's own words, as they were written: every sign, space and line. Longer ones end with the last whole sentence
 * and `…`. Where nothing of them is seen, there are none.
 */
export const freeText =
  ({ least, most }: { least: number; most: number }): ValueReader<string> =>
  (text) => {
    const seen = text
      .slice(0, most * 4)
      .replace(/[\p{Cf}\p{Cc}\s]+/gu, ' ')
      .trim();
    if (seen === '') return undefined;
    if (seen.length < least) return { ask: 'too-short' };
    return { value: text.length > most ? shortened(text, most) : text };
  };

function shortened(said: string, most: number): string {
  // Half a surrogate pair is no character.
  const kept = said.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '');
  const sentence = Math.max(...['。', '！', '？', '!', '?', '. '].map((end) => kept.lastIndexOf(end)));
  return `${sentence > 0 ? kept.slice(0, sentence + 1) : kept}…`;
}
