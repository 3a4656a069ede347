import { type Letters, usualSize } from './letters.ts';

/** Letters that stand on one printed line, and those that are raised above it. */
export interface PrintedLine {
  y: number;
  size: number;
  letters: Letters[];
}

/** How much smaller than the letters around them those of a note's mark are. */
const SMALL = 0.9;

/** Puts the letters of a page into lines, the highest first. */
export function linesOf(letters: readonly Letters[]): PrintedLine[] {
  const usual = usualSize(letters);
  const lines: PrintedLine[] = [];
  const small: Letters[] = [];
  for (const drawn of [...letters].sort((a, b) => a.y - b.y || a.x - b.x)) {
    if (drawn.size < usual * SMALL) {
      small.push(drawn);
      continue;
    }
    const line = lines.findLast(({ y, size }) => Math.abs(y - drawn.y) < Math.max(size, drawn.size) * 0.35);
    if (line) {
      line.letters.push(drawn);
      line.size = Math.max(line.size, drawn.size);
    } else lines.push({ y: drawn.y, size: drawn.size, letters: [drawn] });
  }
  // Small letters are marks in a line of larger ones, or lines of their own such as notes at the foot of the page.
  const apart = small.filter((mark) => {
    const line = lines.find((candidate) => standsIn(mark, candidate));
    line?.letters.push(mark);
    return line === undefined;
  });
  const all = apart.length > 0 ? lines.concat(linesOf(apart)) : lines;
  return all.sort((a, b) => a.y - b.y);
}

/** Whether a small mark stands within the height of a line and close to its other letters. */
function standsIn(mark: Letters, { y, size, letters }: PrintedLine): boolean {
  if (mark.y > y + size * 0.3 || mark.y < y - size) return false;
  return letters.some(({ x, width }) => mark.x > x - size * 0.8 && mark.x + mark.width < x + width + size * 1.2);
}
