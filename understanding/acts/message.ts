import { type Clause, clausesIn } from '../clauses/clauses.ts';
import type { Comprehension } from '../intent-recognizer.ts';
import type { SlotReaders } from '../values/index.ts';
import type { Reading } from '../values/kit/reading.ts';
import type { Place } from './act.ts';
import { type ByWords, byWords } from './by-words.ts';
import type { ActContext } from './context.ts';
import { FACTS, type FactName } from './facts.ts';

/** Gives the intent of some words, and of a message what is heard of a life in danger. */
export type Understand = (words: string) => Pick<Comprehension, 'words' | 'intent' | 'score' | 'distress'>;

/** A clause with its number, and what it does by its own words. */
export interface Part extends Clause {
  index: number;
  does: ByWords | undefined;
  /** A question mark stands right after it. */
  isMarked: boolean;
}

/** A wish, and how sure it is. */
export type Wanted = Pick<Comprehension, 'intent' | 'score'>;

/** Nobody says more things in one message: what comes after is the last part. */
const MOST_PARTS = 40;

/** A message while it is read into acts: what is asked of the same words again isn't read again. */
export class Message {
  readonly words: string;
  readonly parts: readonly Part[];
  readonly context: ActContext;
  readonly #whole: ReturnType<Understand>;
  readonly #understand: Understand;
  readonly #readings = new Map<string, Reading<unknown>>();
  readonly #wishes = new Map<string, Wanted>();

  constructor(text: string, understand: Understand, context: ActContext) {
    this.context = context;
    this.#understand = understand;
    this.#whole = understand(text);
    // One character for one: the places hold.
    this.words = this.#whole.words.replace(/[’‘`´]/gu, "'");
    this.parts = atMost(clausesIn(this.words), this.words).map((clause, index) => {
      const isMarked = /^\s?[?？]/.test(this.words.slice(clause.end, clause.end + 2));
      return { ...clause, index, isMarked, does: byWords(clause, isMarked, context) };
    });
  }

  get distress(): Comprehension['distress'] {
    return this.#whole.distress;
  }

  /** Looks for a fact in some words, which may tell anything. */
  find(fact: FactName, words = this.words): Reading<unknown> {
    return this.#read(fact, 'find', words);
  }

  /** Reads some words as the answer to the question for a fact. */
  answer(fact: FactName, words: string): Reading<unknown> {
    return this.#read(fact, 'read', words);
  }

  /** What some words want; of a message of one part, what it wants. */
  wanted(words: string): Wanted {
    if (words === this.words || this.parts.length === 1) return this.#whole;
    const known = this.#wishes.get(words) ?? this.#understand(words);
    this.#wishes.set(words, known);
    return known;
  }

  /** From the beginning of one part to the end of another. */
  span(first: Pick<Place, 'at'>, last: Pick<Place, 'end'>): Place {
    return { text: this.words.slice(first.at, last.end), at: first.at, end: last.end };
  }

  #read(fact: FactName, how: 'find' | 'read', words: string): Reading<unknown> {
    const readers: SlotReaders<unknown> = FACTS[fact];
    const reader = readers[how];
    if (!reader) return undefined;
    const key = `${readers.find === readers.read ? 'read' : how} ${fact} ${words}`;
    if (!this.#readings.has(key))
      this.#readings.set(
        key,
        this.#safely(() => reader(words, this.context)),
      );
    return this.#readings.get(key);
  }

  #safely(read: () => Reading<unknown>): Reading<unknown> {
    const { failed } = this.context;
    if (!failed) return read();
    try {
      return read();
    } catch (error) {
      failed(error);
      return undefined;
    }
  }
}

/** The clauses of a message, the last of them with all that comes after where there are too many. */
function atMost(clauses: readonly Clause[], words: string): readonly Clause[] {
  const last = clauses[MOST_PARTS - 1];
  if (!last || clauses.length === MOST_PARTS) return clauses;
  const end = clauses.at(-1)?.end ?? words.length;
  return [...clauses.slice(0, MOST_PARTS - 1), { ...last, end, text: words.slice(last.at, end) }];
}
