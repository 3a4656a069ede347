import { requiredWords } from './required-words.ts';
import { WordsInTexts } from './words-in-texts.ts';

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

const words = new WordsInTexts();

/** A line that refers to what a group took can't stand alone. */
const REFERS = /\\[1-9k]/;

/**
 * The pattern of a group of a word list. It matches what a `RegExp` of its source matches, and costs a text little that
 * has none of the words without which no line matches: most have not. In other texts it is first looked for the lines
 * that they may have. What is made of it (`matchAll`, `split`) is a `RegExp`.
 */
export class ListedPattern extends RegExp {
  readonly #parts: LinesOfPattern;
  /** By line, the sets of words of each of which a text has to have one; read when a text first asks. */
  #required: readonly (readonly number[])[] | undefined;
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
    this.#required ??= requiredOf(this.#parts);
    const found = words.in(text);
    let lines: number[] | undefined;
    for (let line = 0; line < this.#required.length; line++) {
      let mayBe = true;
      for (const set of this.#required[line] as readonly number[]) mayBe &&= found[set] === 1;
      if (mayBe) {
        lines ??= [];
        lines.push(line);
      }
    }
    return lines ?? NONE;
  }

  #isAnyIn(lines: readonly number[], text: string): boolean {
    return lines.some((line) => {
      const { before, after, lines: all } = this.#parts;
      this.#alone[line] ??= new RegExp(`${before}(?:${all[line]})${after}`, 'i');
      return this.#alone[line].test(text);
    });
  }
}

const NONE: readonly number[] = [];

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
