/** A line of a message: its parts in order, each plain, strong or emphasised. */
export interface Line {
  quote?: true;
  parts: { text: string; strong?: true; em?: true }[];
}

/** The marks that the bot's sentences use, and no others; nothing in a text can become markup. */
const MARKS = /\*\*([^*\n]+)\*\*|(?<![\p{L}\p{N}_])_([^_\n]+)_(?![\p{L}\p{N}_])/gu;

/** A message's text in lines, with Markdown's marks read where it has some. */
export const linesOf = (text: string, markdown: boolean): Line[] =>
  text.split(/\r\n|\r|\n/).map((line) => {
    if (!markdown) return { parts: [{ text: line }] };
    const quote = /^>( |$)/.test(line);
    return { ...(quote ? { quote: true as const } : {}), parts: partsOf(quote ? line.slice(2) : line) };
  });

function partsOf(line: string): Line['parts'] {
  const parts: Line['parts'] = [];
  let end = 0;
  for (const found of line.matchAll(MARKS)) {
    if (found.index > end) parts.push({ text: line.slice(end, found.index) });
    if (found[1] !== undefined) parts.push({ text: found[1], strong: true });
    else if (found[2] !== undefined) parts.push({ text: found[2], em: true });
    end = found.index + found[0].length;
  }
  if (end < line.length) parts.push({ text: line.slice(end) });
  return parts;
}
