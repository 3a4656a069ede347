import type { Line } from './columns.ts';

/** Lines around a line that are set like it. */
const AROUND = 15;
/** Nobody prints wider lines than this many Han characters: wider ones are whole paragraphs. */
const WIDEST = 75;
/** Nor narrower ones than this: where lines end alike before it, they are headings. */
const NARROWEST = 14;

/** Up to where the lines around each line reach; nothing where they end anywhere, as whole paragraphs do. */
export function rightEdges(lines: readonly Line[]): (number | undefined)[] {
  return lines.map((_, index) => {
    const rights = lines
      .slice(Math.max(0, index - AROUND), index + AROUND + 1)
      .filter(({ table, margin }) => !table && !margin)
      .map(({ right }) => right)
      .sort((a, b) => b - a);
    // An edge is where more than one line ends, and beyond which hardly any does.
    const at = rights.findIndex((right, index) => right - (rights[index + 1] ?? 0) < 1.6);
    const edge = rights[at];
    return edge !== undefined && at < 2 && edge > NARROWEST && (rights[0] ?? 0) < WIDEST ? edge : undefined;
  });
}

/** How the beginnings of paragraphs are set in a document. */
export interface Indents {
  /** Whether paragraphs are indented at all: else the lack of an indent says nothing. */
  used: boolean;
  isIndented: (line: Line) => boolean;
}

export function indentsOf(lines: readonly Line[]): Indents {
  const plain = lines.filter(({ table, margin }) => !table && !margin);
  const lefts = new Map<number, number>();
  for (const { left } of plain) lefts.set(Math.round(left), (lefts.get(Math.round(left)) ?? 0) + 1);
  const bodies = [...lefts].filter(([, count]) => count >= plain.length * 0.15).map(([left]) => left);
  const isIndented = ({ left }: Line): boolean => bodies.some((body) => left - body > 1.2 && left - body < 4.5);
  return { used: plain.filter(isIndented).length > plain.length * 0.08, isIndented };
}
