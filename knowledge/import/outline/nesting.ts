import type { Section } from './sections.ts';

/** What a part's heading is like: its kind of number, empty without one, and the level that the format gives it. */
export interface HeadingKind {
  kind: string;
  level?: number | undefined;
}

/** Kinds of numbers from the outermost to the innermost; headings without one come last. */
const RANKS = ['part', 'chapter', 'section', 'han', 'integer', 'bare', 'letter', 'han-paren', ''];

const rankOf = (kind: string): number => (RANKS.indexOf(kind) + RANKS.length) % RANKS.length;

/** Knows which part stands within which. */
export class Nesting {
  readonly #kinds = new Map<Section, HeadingKind>();

  note(part: Section, kind: HeadingKind): void {
    this.#kinds.set(part, kind);
  }

  /** The part that one with such a heading stands in, when `above` is the part before it. */
  outerOf(heading: HeadingKind, above: Section | undefined): Section | undefined {
    for (let part = above; part; part = part.within) {
      const known = this.#kinds.get(part);
      if (known && isHigher(known, heading)) return part;
    }
    return undefined;
  }
}

/** By the levels of the format where both have one; else a heading with an outer kind of number is higher. */
function isHigher(outer: HeadingKind, inner: HeadingKind): boolean {
  if (outer.level !== undefined && inner.level !== undefined) return outer.level < inner.level;
  return outer.kind !== '' && outer.kind !== inner.kind && rankOf(outer.kind) < rankOf(inner.kind);
}
