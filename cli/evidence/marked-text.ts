/** A line of a message. Its parts and their marks together are the line as it is kept. */
export interface MarkedLine {
  quote?: true;
  parts: { text: string; strong?: true; em?: true; mark?: true }[];
}

/** The marks that the desk's sentences use, and no others (as inbox/show/rich-text.ts). */
const MARKS = /(\*\*)([^*\n]+)\*\*|(?<![\p{L}\p{N}_])(_)([^_\n]+)_(?![\p{L}\p{N}_])/gu;

/** A text in lines, with the marks of Markdown as parts of their own, which a page can hide and a check can read. */
export const markedLines = (text: string, markdown: boolean): MarkedLine[] =>
  text.split('\n').map((line) => {
    if (!markdown) return { parts: [{ text: line }] };
    const [quotation = ''] = /^>( |$)/.exec(line) ?? [];
    return quotation
      ? { quote: true, parts: [{ text: quotation, mark: true }, ...partsOf(line.slice(quotation.length))] }
      : { parts: partsOf(line) };
  });

function partsOf(line: string): MarkedLine['parts'] {
  const parts: MarkedLine['parts'] = [];
  let end = 0;
  for (const found of line.matchAll(MARKS)) {
    const [whole, stars, strong, , em = ''] = found;
    const mark = { text: stars ?? '_', mark: true } as const;
    if (found.index > end) parts.push({ text: line.slice(end, found.index) });
    parts.push(mark, stars ? { text: strong ?? '', strong: true } : { text: em, em: true }, mark);
    end = found.index + whole.length;
  }
  if (end < line.length) parts.push({ text: line.slice(end) });
  return parts;
}
