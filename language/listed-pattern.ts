import { requiredWords } from './required-words.ts';
import { WORDS_IN_TEXTS as words } from './words-in-texts.ts';

/** The lines of a group as they stand in its pattern: between what stands around any of them. */
export interface LinesOfPattern {
  before: string;
  lines: readonly string[];
  after: string;
}

/** Words of a line by which it is looked for: the most telling ones. */
const MOST_SETS = 3;
/** So many lines of a text are looked for one by one; of more, all are looked for at once. */
const MOST_ALONE = 4;

/** A line that refers to what a group took can't stand alone. */
const REFERS = /\\[1-9k]/;

/**
 * The pattern of a group of a word list. It matches what a `RegExp` of its source matches, and costs a text little that
 * has none of the words without which no line matches: most have not. In other texts it is first looked for the lines
 * that they may have. What is made of it (`matchAll`, `split`) is a `RegExp`.
 */
export class ListedPattern extends RegExp {
  readonly #parts: LinesOfPattern;
  /** By line, the sets of words of each of which a text has to have one, in one row; read when a text first asks. */
  #required: Rows | undefined;
  readonly #alone: (RegExp | undefined)[] = [];
  readonly #standAlone: boolean;

  static override get [Symbol.species](): RegExpConstructor {
    return RegExp;
  }

  constructor(parts: LinesOfPattern) {
    super(`${parts.before}(?:${parts.lines.join('|')})${parts.after}`, 'i');
    this.#parts = parts;
    this.#standAlone = !parts.lines.some((line) => REFERS.test(line));
  }

  override test(text: string): boolean {
    const lines = this.#thatMayBeIn(text);
    if (lines.length === 0) return false;
    return lines.length > MOST_ALONE || !this.#standAlone ? super.exec(text) !== null : this.#isAnyIn(lines, text);
  }

  override exec(text: string): RegExpExecArray | null {
    const lines = this.#thatMayBeIn(text);
    if (lines.length === 0) return null;
    const mayBe = lines.length > MOST_ALONE || !this.#standAlone || this.#isAnyIn(lines, text);
    return mayBe ? super.exec(text) : null;
  }

  #thatMayBeIn(text: string): readonly number[] {
    this.#required ??= rowsOf(requiredOf(this.#parts));
    const { begins, sets } = this.#required;
    const found = words.in(text);
    let lines: number[] | undefined;
    for (let line = 0; line + 1 < begins.length; line++) {
      const end = begins[line + 1] as number;
      let at = begins[line] as number;
      while (at < end && found[sets[at] as number] === 1) at++;
      if (at < end) continue;
      lines ??= [];
      lines.push(line);
    }
    return lines ?? NONE;
  }

  #isAnyIn(lines: readonly number[], text: string): boolean {
    for (let i = 0; i < lines.length; i++) if (this.#lineAlone(lines[i] as number).test(text)) return true;
    return false;
  }

  #lineAlone(line: number): RegExp {
    const { before, after, lines } = this.#parts;
    this.#alone[line] ??= new RegExp(`${before}(?:${lines[line]})${after}`, 'i');
    return this.#alone[line];
  }
}

const NONE: readonly number[] = [];

/** Rows of numbers one after another: the row `i` stands from `begins[i]` to `begins[i + 1]`. */
interface Rows {
  begins: Uint32Array;
  sets: Uint32Array;
}

function rowsOf(rows: readonly (readonly number[])[]): Rows {
  const begins = new Uint32Array(rows.length + 1);
  for (const [i, row] of rows.entries()) begins[i + 1] = (begins[i] as number) + row.length;
  return { begins, sets: Uint32Array.from(rows.flat()) };
}

function requiredOf({ before, lines, after }: LinesOfPattern): number[][] {
  const around = [before, after].flatMap((part) => requiredWords(part, { unicode: false }));
  return lines.map((line) =>
    [...around, ...requiredWords(line, { unicode: false })]
      .map((set) => ({ set, shortest: Math.min(...set.map(({ length }) => length)) }))
      .sort((one, next) => next.shortest - one.shortest || one.set.length - next.set.length)
      .slice(0, MOST_SETS)
      .flatMap(({ set }) => words.add(set) ?? []),
  );
}
