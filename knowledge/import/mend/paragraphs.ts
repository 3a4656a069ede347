import { widthOf } from '../matching.ts';
import { isPartName } from '../outline/headings.ts';
import { type Label, readLabel } from '../outline/labels.ts';
import type { Paragraph, Removal } from '../source.ts';
import { Styled } from '../styled.ts';
import type { Line } from './columns.ts';
import { type Indents, indentsOf, rightEdges } from './edges.ts';

/** Ends a sentence or an item, behind closing brackets and quotes too. */
const ENDS = /[。；：！？.;:!?…][”’"'）)】\]」』]*$/;
/** Nothing ends with these. */
const GOES_ON = /[，、,（(〔［[《“‘「『—-]$/;
/** Nothing begins with these. */
const CLOSES = /^[，。、；：！？,.;:!?）)】」』”’》%％]/;
/** A number that is spoken of within a sentence: （一）项, 2.1 条. */
const SPOKEN_OF = /^\s?(?:[款项項条條目至和或及与、]|第|所)/;

/** Puts printed lines together to the paragraphs that they were broken from. */
export function mendLines(lines: readonly Line[]): { paragraphs: Paragraph[]; removed: Removal[] } {
  const edges = rightEdges(lines);
  const indents = indentsOf(lines);
  const words = new Hyphens(lines);
  const numbers = new Map<string, number>();
  const paragraphs: Paragraph[] = [];
  lines.forEach((line, index) => {
    const above = lines[index - 1];
    const label = labelOf(line, numbers);
    const last = paragraphs.at(-1);
    if (last && above && goesOn({ above, line, label, isFull: isFull(above, line, edges[index - 1]), indents }))
      last.words = words.join(last.words, line.words);
    else {
      if (label?.expected) numbers.set(label.style, label.numbers.at(-1) ?? 0);
      paragraphs.push(paragraphOf(line));
    }
  });
  return { paragraphs, removed: words.removed };
}

const paragraphOf = ({ words, place, heading, margin, table }: Line): Paragraph => ({
  words,
  place,
  ...(heading ? { heading } : {}),
  ...(margin ? { margin } : {}),
  ...(table ? { table } : {}),
});

/** A label at the beginning of a line, and whether it is the one that comes next. */
function labelOf({ words }: Line, numbers: ReadonlyMap<string, number>): (Label & { expected: boolean }) | undefined {
  const label = readLabel(words.text);
  if (!label || (label.style !== 'bracket' && SPOKEN_OF.test(words.text.slice(label.end)))) return undefined;
  const number = label.numbers.at(-1) ?? 1;
  const before = numbers.get(label.style) ?? 0;
  return { ...label, expected: number === 1 || number === before + 1 };
}

/** Labels that could as well be an amount at the beginning of a line. */
const DOUBTFUL: ReadonlySet<string> = new Set(['bare', 'integer', 'paren', 'letter', 'decimal']);

interface Seam {
  above: Line;
  line: Line;
  label: (Label & { expected: boolean }) | undefined;
  /** Nothing more would have fitted on the line above. */
  isFull: boolean;
  indents: Indents;
}

/** Whether a line goes on with the sentence or paragraph of the line above it. */
function goesOn({ above, line, label, isFull, indents }: Seam): boolean {
  if ([above, line].some(({ heading, margin, table }) => heading || margin || table)) return false;
  const before = above.words.text;
  if (CLOSES.test(line.words.text)) return true;
  if (label && (label.style !== 'bare' || label.expected) && !(DOUBTFUL.has(label.style) && !label.expected && isFull))
    return false;
  if (GOES_ON.test(before)) return true;
  if (ENDS.test(before)) return isFull && /[。.][”’"'）)]*$/.test(before) && isSameParagraph(above, line, indents);
  if (isFull || isUnfinished(before))
    return !(line.space > 1.8 && indents.isIndented(line)) && !isPartName(line.words.text);
  return /^[a-z]/.test(line.words.text) && /[a-z,]$/.test(before) && widthOf(before) > 10;
}

/** A long line with commas and no end is no heading, but a sentence that goes on. */
const isUnfinished = (text: string): boolean => /[，；。]/.test(text) && widthOf(text) >= 14;

/** A sentence that begins a line without indent or distance belongs to the paragraph above, where paragraphs have them. */
function isSameParagraph(above: Line, line: Line, { used, isIndented }: Indents): boolean {
  const looksOther = line.words.isBoldAt(0) && !above.words.isBoldAt(above.words.length - 1);
  return used && line.space < 1.4 && !isIndented(line) && !looksOther && !isPartName(line.words.text);
}

/** Whether the first word of a line would not have fitted on the line above. */
function isFull({ right }: Line, { words }: Line, edge: number | undefined): boolean {
  if (edge === undefined) return false;
  const [first = ''] = /^(?:[\p{Script=Han}][，。、；：！？）)”》]*|[^\s\p{Script=Han}]+)/u.exec(words.text) ?? [''];
  return right + Math.min(12, widthOf(first)) > edge - 0.6;
}

/** Joins lines, and takes away the hyphens that only the line's end brought in. */
class Hyphens {
  readonly removed: Removal[] = [];
  readonly #words: ReadonlySet<string>;

  constructor(lines: readonly Line[]) {
    this.#words = new Set(lines.flatMap(({ words }) => words.text.toLowerCase().match(/[a-z]{4,}/g) ?? []));
  }

  join(before: Styled, after: Styled): Styled {
    const [, start] = /([a-z]+)-$/i.exec(before.text) ?? [];
    const [end] = /^[a-z]+/.exec(after.text) ?? [];
    if (start && end) {
      if (!this.#words.has((start + end).toLowerCase())) return Styled.join([before, after]);
      this.removed.push({ what: 'hyphen', text: '-', times: 1 });
      return Styled.join([before.slice(0, -1), after]);
    }
    return Styled.join([before, after], /[\x21-\x7e]$/.test(before.text) && /^[\x21-\x7e]/.test(after.text) ? ' ' : '');
  }
}
