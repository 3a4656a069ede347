/** Where a text may be parted, the best place first: between paragraphs, lines, sentences, clauses, words. */
const PLACES = [/\n\s*\n/g, /\n/g, /[。！？!?…][”’」』)）]?|[.;；]["')]?(?=\s)/g, /[，,、：:]/g, /\s/g];
/** A part is at least so much of what it may be, where a better place to part would make it shorter. */
const LEAST = 0.5;

/**
 * A text in parts of at most `most` characters, for a channel that takes no more at once: parted between sentences where
 * there are some, never inside of a character. Nothing but the blanks between two parts is left out.
 */
export function inParts(text: string, most: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > most) {
    const at = placeIn(rest.slice(0, most));
    parts.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return rest === '' && parts.length > 0 ? parts : [...parts, rest];
}

function placeIn(window: string): number {
  for (const place of PLACES) {
    const last = [...window.matchAll(place)].map((found) => found.index + found[0].length).at(-1) ?? 0;
    if (last >= window.length * LEAST) return last;
  }
  return /[\ud800-\udbff]$/.test(window) ? window.length - 1 : window.length;
}
