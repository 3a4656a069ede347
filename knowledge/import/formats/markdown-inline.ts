import { Styled } from '../styled.ts';
import { superscript } from '../tally.ts';

/** A stretch of Markdown without its marks. */
export interface InlineText {
  words: Styled;
  markup: string[];
  /** Whether bold is still open at its end. */
  boldAfter: boolean;
}

/** The marks within a line, by name. */
const MARKS = {
  escape: /\\(?<escaped>[!-/:-@[-`{-~])/,
  bold: /(?<bold>\*\*|(?<!_)__(?!_))/,
  link: /!?\[(?<label>[^\]\n]{0,300})\]\([^)\n]{0,600}\)/,
  note: /\[\^(?<note>[^\]\s]{1,20})\]/,
  tag: /<\/?[a-zA-Z][^>\n]{0,300}>/,
  italic: /(?<![*\\])\*(?=[^\s*])(?<italic>[^*\n]{1,300}?)(?<=\S)\*(?!\*)/,
};

const ANY_MARK = new RegExp(
  Object.values(MARKS)
    .map(({ source }) => source)
    .join('|'),
  'g',
);

/** Reads what stands in a line of Markdown: `bold` says whether it begins within bold. */
export function readInline(line: string, bold: boolean): InlineText {
  const parts: Styled[] = [];
  const markup: string[] = [];
  let from = 0;
  for (const match of line.matchAll(ANY_MARK)) {
    const { escaped, bold: toggle, label, note, italic } = match.groups ?? {};
    parts.push(Styled.of(line.slice(from, match.index), bold));
    from = match.index + match[0].length;
    if (toggle) bold = !bold;
    const kept = escaped ?? label ?? note ?? italic ?? '';
    parts.push(Styled.of(note === undefined ? kept : superscript(kept), bold));
    markup.push(kept === '' ? match[0] : match[0].replace(kept, ''));
  }
  parts.push(Styled.of(line.slice(from), bold));
  return { words: Styled.join(parts), markup, boldAfter: bold };
}
