/** A run of letters on a page, as the PDF draws it. */
export interface Letters {
  text: string;
  /** In points from the page's left edge, and from its top down to the line that the letters stand on. */
  x: number;
  y: number;
  width: number;
  size: number;
  bold: boolean;
}

/** Signs that some PDFs hold instead of the characters that they look like: radicals for characters, ligatures. */
const LOOKALIKES = /[\u2e80-\u2fdf\ufb00-\ufb06]/g;

/** The text of letters with the characters that they look like. */
export const readable = (text: string): string => text.replace(LOOKALIKES, (sign) => sign.normalize('NFKC'));

const BOLD_FONT = /bold|black|heavy|simhei|stheiti|heiti|fzhei|-hei/i;

/** Whether a font by its name or its own flags is bold. */
export const isBoldFont = (font: { name?: string; bold?: boolean; black?: boolean } | undefined): boolean =>
  Boolean(font?.bold || font?.black || BOLD_FONT.test(font?.name ?? ''));

/** The size of letters that most characters have. */
export function usualSize(letters: readonly Letters[]): number {
  const counts = new Map<number, number>();
  for (const { size, text } of letters) {
    const rounded = Math.round(size * 2) / 2;
    counts.set(rounded, (counts.get(rounded) ?? 0) + text.length);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] || 10;
}

/**
 * Letters that are drawn twice at nearly the same place, which is how some programs print bold: once, and bold. The
 * second ones are given back apart.
 */
export function withoutDoubles(letters: readonly Letters[]): { once: Letters[]; doubles: Letters[] } {
  const once: Letters[] = [];
  const doubles: Letters[] = [];
  const byText = new Map<string, Letters[]>();
  for (const drawn of letters) {
    const same = byText.get(drawn.text) ?? [];
    const first = same.find(
      ({ x, y, size }) => Math.abs(x - drawn.x) < size * 0.15 && Math.abs(y - drawn.y) < size * 0.15,
    );
    if (first) {
      first.bold = true;
      doubles.push(drawn);
    } else {
      const kept = { ...drawn };
      once.push(kept);
      byText.set(drawn.text, [...same.slice(-20), kept]);
    }
  }
  return { once, doubles };
}
