/**
 * What a text must have before a pattern can match it: one character of each of these sets. A pattern without any is
 * looked for in every text.
 */
type Needs = readonly ReadonlySet<string>[];

/** What is read of a pattern's source, and how far. */
interface Reading {
  source: string;
  at: number;
}

/** Thrown where a pattern has something that this doesn't know: nothing is said of what it needs. */
class UnknownSyntax extends Error {}

/**
 * What a text needs for a pattern, by its alternatives: for a match it has all that one of them needs. Read from the
 * pattern's own source, so that it follows the pattern; whatever isn't understood needs nothing.
 */
export function needsOf(source: string): Needs[] {
  const reading = { source, at: 0 };
  try {
    const found = alternatives(reading);
    return reading.at === source.length ? found : [[]];
  } catch (error) {
    if (error instanceof UnknownSyntax) return [[]];
    throw error;
  }
}

function alternatives(reading: Reading): Needs[] {
  const found: Needs[] = [];
  do {
    found.push(sequence(reading));
  } while (take(reading, '|'));
  return found;
}

function sequence(reading: Reading): Needs {
  const found: ReadonlySet<string>[] = [];
  while (reading.at < reading.source.length && !'|)'.includes(reading.source[reading.at] as string)) {
    const needed = atom(reading);
    if (!isOptional(reading)) found.push(...needed);
  }
  return found;
}

/** What a group's alternatives need together: one character of what each of them needs most tellingly. */
function together(of: readonly Needs[]): Needs {
  if (of.length === 1) return of[0] as Needs;
  if (of.some((needs) => needs.length === 0)) return [];
  return [new Set(of.flatMap((needs) => [...smallest(needs)]))];
}

const smallest = (needs: Needs): ReadonlySet<string> =>
  needs.reduce((least, one) => ((commonIn(one) - commonIn(least) || one.size - least.size) < 0 ? one : least));

/** Nearly every text has one of these: they tell little apart. */
const COMMON = new Set('我的了不是就有在也都要去这他她一你好到');
const commonIn = (set: ReadonlySet<string>): number => [...set].filter((character) => COMMON.has(character)).length;

const LOOKS = ['?=', '?!', '?<=', '?<!'];
const NOTHING: Needs = [];

function atom(reading: Reading): Needs {
  const { source } = reading;
  const character = source[reading.at++] as string;
  if (character === '(') {
    const look = LOOKS.find((sign) => source.startsWith(sign, reading.at));
    if (look) reading.at += look.length;
    else if (source.startsWith('?:', reading.at)) reading.at += 2;
    else if (source[reading.at] === '?') throw new UnknownSyntax();
    const inside = alternatives(reading);
    if (!take(reading, ')')) throw new UnknownSyntax();
    return look ? NOTHING : together(inside);
  }
  if (character === '[') return oneOf(reading);
  if (character === '\\') return escaped(reading);
  if ('.^$'.includes(character)) return NOTHING;
  if ('*+?{}]'.includes(character)) throw new UnknownSyntax();
  return isWhole(character) ? [new Set(character)] : NOTHING;
}

/** Half of a character that takes two units stands for nothing alone. */
const isWhole = (unit: string): boolean => unit < '\ud800' || unit > '\udfff';

/** What stands for one certain character. */
const PUNCTUATION = /[.*+?^$()[\]{}\\/-]/;
/** What stands for many, or for none. */
const MANY = /[bBdDsSwW]/;

function escaped(reading: Reading): Needs {
  const character = reading.source[reading.at++] ?? '';
  if (MANY.test(character)) return NOTHING;
  if (PUNCTUATION.test(character)) return [new Set(character)];
  throw new UnknownSyntax();
}

function oneOf(reading: Reading): Needs {
  const end = reading.source.indexOf(']', reading.at);
  const inside = reading.source.slice(reading.at, end);
  if (end < 0 || inside === '' || inside.includes('[') || inside.includes('\\')) throw new UnknownSyntax();
  reading.at = end + 1;
  const isAnything = inside.startsWith('^') || inside.includes('-') || ![...inside].every((one) => one.length === 1);
  return isAnything ? NOTHING : [new Set(inside)];
}

/** Whether what was read last need not be there; its quantifier is read. */
function isOptional(reading: Reading): boolean {
  const found = /^(?:([*+?])|\{(\d+)(?:,\d*)?\})\??/.exec(reading.source.slice(reading.at));
  if (!found) return false;
  reading.at += found[0].length;
  return found[1] === '*' || found[1] === '?' || Number(found[2] ?? 1) === 0;
}

function take(reading: Reading, character: string): boolean {
  if (reading.source[reading.at] !== character) return false;
  reading.at += 1;
  return true;
}

/** Bits in one number. */
const WIDTH = 32;

/** What of all that patterns need a text has. */
export type Marks = Int32Array;

/** Tells from one look at a text's characters which of many patterns may match it. */
export class Sieve {
  readonly #sets = new Map<string, number>();
  readonly #needed: ReadonlySet<string>[] = [];
  #marks: Map<number, Int32Array> | undefined;
  /** Asked about again for each group. */
  #last: { text: string; marks: Marks } | undefined;

  /** A pattern that is looked for later; whether it may match a text, by the text's marks. */
  add(source: string): (marks: Marks) => boolean {
    const needs = needsOf(source).map((all) => all.map((set) => this.#numberOf(set)));
    if (needs.some((all) => all.length === 0)) return () => true;
    return (marks) => {
      for (const all of needs) if (areMarked(marks, all)) return true;
      return false;
    };
  }

  /** Of the patterns that were added before. */
  marksOf(text: string): Marks {
    if (this.#last?.text === text) return this.#last.marks;
    this.#marks ??= this.#byCharacter();
    const found = new Int32Array(Math.ceil(this.#needed.length / WIDTH));
    if (found.length > 0)
      for (let i = 0; i < text.length; i++) {
        const marks = this.#marks.get(text.charCodeAt(i));
        if (marks) for (let at = 0; at < found.length; at++) found[at] = (found[at] as number) | (marks[at] as number);
      }
    this.#last = { text, marks: found };
    return found;
  }

  #numberOf(set: ReadonlySet<string>): number {
    const key = [...set].sort().join('');
    const number = this.#sets.get(key) ?? this.#needed.push(set) - 1;
    this.#sets.set(key, number);
    return number;
  }

  #byCharacter(): Map<number, Int32Array> {
    const found = new Map<number, Int32Array>();
    for (const [number, set] of this.#needed.entries())
      for (const character of set) {
        const unit = character.charCodeAt(0);
        const marks = found.get(unit) ?? new Int32Array(Math.ceil(this.#needed.length / WIDTH));
        marks[number >>> 5] = (marks[number >>> 5] as number) | (1 << (number & 31));
        found.set(unit, marks);
      }
    return found;
  }
}

function areMarked(marks: Marks, numbers: readonly number[]): boolean {
  for (const number of numbers) if (((marks[number >>> 5] as number) & (1 << (number & 31))) === 0) return false;
  return true;
}
