import type { ValueReader } from './reading.ts';

/** The customer's own words, with what can't be seen taken out. Longer ones end with the last whole sentence and `…`. */
export const freeText =
  ({ least, most }: { least: number; most: number }): ValueReader<string> =>
  (text) => {
    const said = text
      .slice(0, most * 4)
      .replace(/\p{Cf}+/gu, '')
      .replace(/\p{Cc}+/gu, ' ')
      .replace(/\s+/gu, ' ')
      .trim();
    if (said === '') return undefined;
    if (said.length < least) return { ask: 'too-short' };
    return { value: said.length > most ? shortened(said, most) : said };
  };

function shortened(said: string, most: number): string {
  // Half a surrogate pair is no character.
  const kept = said.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '');
  const sentence = Math.max(...['。', '！', '？', '!', '?', '. '].map((end) => kept.lastIndexOf(end)));
  return `${sentence > 0 ? kept.slice(0, sentence + 1) : kept}…`;
}
