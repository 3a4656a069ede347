import type { Cell, Row } from '../../source.ts';
import { Styled } from '../../styled.ts';
import { superscript } from '../../tally.ts';
import type { Letters } from './letters.ts';
import { linesOf, type PrintedLine } from './lines.ts';

/** A gap of this many letters' widths may set what follows it apart. */
const GAP = 0.25;
/** A gap of this one is a space between words of letters. */
const SPACE = 0.15;

/** The rows of a page. `unit` is the usual size of letters in the document, in which all is measured. */
export function rowsOf(
  letters: readonly Letters[],
  { page, pageHeight, unit }: { page: number; pageHeight: number; unit: number },
): Row[] {
  const lines = linesOf(letters);
  const pitch = usualPitch(lines);
  return lines.map((line, index) => ({
    cells: cellsOf(line, unit),
    place: { page, line: index + 1 },
    size: line.size,
    space: index === 0 ? 1 : (line.y - (lines[index - 1]?.y ?? 0)) / pitch,
    height: line.y / pageHeight,
  }));
}

/** The distance between lines that is the most common on a page. */
function usualPitch(lines: readonly PrintedLine[]): number {
  const distances = lines
    .slice(1)
    .map(({ y }, index) => y - (lines[index]?.y ?? 0))
    .filter((distance) => distance > 4)
    .sort((a, b) => a - b);
  return distances[Math.floor(distances.length * 0.4)] ?? 12;
}

/** Splits a line where it has gaps. */
function cellsOf({ y, size, letters }: PrintedLine, unit: number): Cell[] {
  const cells: { parts: Styled[]; left: number; right: number }[] = [];
  for (const drawn of letters.sort((a, b) => a.x - b.x)) {
    const words = lookOf(drawn, y, size);
    const last = cells.at(-1);
    const gap = last ? drawn.x - last.right : 0;
    if (!last || gap > size * GAP) {
      cells.push({ parts: [words], left: drawn.x, right: drawn.x + drawn.width });
      continue;
    }
    if (gap > size * SPACE && !betweenHan(last.parts, words)) last.parts.push(Styled.of(' '));
    last.parts.push(words);
    last.right = Math.max(last.right, drawn.x + drawn.width);
  }
  return cells
    .map(({ parts, left, right }) => ({ words: Styled.join(parts).trim(), left: left / unit, right: right / unit }))
    .filter(({ words }) => words.length > 0);
}

/** A number that is raised above its line is a mark. */
function lookOf({ text, bold, size: own, y: at }: Letters, y: number, size: number): Styled {
  const raised = own < size * 0.9 && at < y - size * 0.12 && /^[\d\s]+$/.test(text);
  return Styled.of(raised ? superscript(text) : text, bold);
}

const betweenHan = (before: readonly Styled[], after: Styled): boolean =>
  /\p{Script=Han}$/u.test(before.at(-1)?.text ?? '') && /^\p{Script=Han}/u.test(after.text);
