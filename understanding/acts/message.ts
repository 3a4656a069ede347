import { placesIn } from '../../language/as-written.ts';
import { type Clause, clausesIn } from '../clauses/clauses.ts';
import type { Comprehension } from '../intent-recognizer.ts';
import type { SlotReaders } from '../values/index.ts';
import type { Reading } from '../values/kit/reading.ts';
import type { Act, Place } from './act.ts';
import { ACT_WORDS } from './act-words.ts';
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
  /** There is no other. */
  isOnly: boolean;
  /** It says in so many words that something is wanted. */
  isWish: boolean;
}

/** A wish, and how sure it is. */
export type Wanted = Pick<Comprehension, 'intent' | 'score'>;

/** Nobody says one wish in more; what comes after isn't read for it. */
const MOST_WANTED = 500;

const NEWS: readonly string[] = ['claim-status', 'complaint-status'];
const ABOUT_NEWS = 0.4;

/** How sure it has to be that something happened. */
const ABOUT = 0.5;

/** What says that something is wanted. */
const WISHES = [ACT_WORDS.wishes, ACT_WORDS.reports, ACT_WORDS.complains];

/** Nobody says more things in one message: what comes after is the last part. */
const MOST_PARTS = 24;

/** A message while it is read into acts: what is asked of the same words again isn't read again. */
export class Message {
  readonly words: string;
  readonly parts: readonly Part[];
  readonly context: ActContext;
  readonly #written: string;
  #places: ReturnType<typeof placesIn> | 'unknown';
  readonly #whole: ReturnType<Understand>;
  readonly #understand: Understand;
  readonly #readings = new Map<string, Reading<unknown>>();
  readonly #wishes = new Map<string, Wanted>();

  constructor(text: string, understand: Understand, context: ActContext) {
    this.context = context;
    this.#understand = understand;
    this.#whole = understand(text);
    // One character for one: the places hold.
    this.#written = text;
    this.words = this.#whole.words.replace(/[’‘`´]/gu, "'");
    this.parts = atMost(clausesIn(this.words), this.words).map((clause, index, all) => {
      const isMarked = /^\s?[?？]/.test(this.words.slice(clause.end, clause.end + 2));
      const isWish = clause.mood === 'wanted' || WISHES.some((words) => words.test(clause.text));
      return { ...clause, index, isMarked, isOnly: all.length === 1, isWish, does: byWords(clause, isMarked, context) };
    });
  }

  get distress(): Comprehension['distress'] {
    return this.#whole.distress;
  }

  /** Whether it wants something that happened taken down, or tells of it. */
  get isAboutIncident(): boolean {
    if (this.context.open?.length) return false;
    const telling = this.parts.filter(({ isWish, mood }) => isWish || mood === 'happened').map(({ text }) => text);
    return [this.words, ...telling].some((text) => {
      const { intent, score } = this.wanted(text);
      return intent === 'report-incident' && score >= ABOUT;
    });
  }

  /** Looks for a fact in some words, which may tell anything. */
  find(fact: FactName, words = this.words): Reading<unknown> {
    return this.#read(fact, 'find', words);
  }

  /** Reads some words as the answer to the question for a fact. */
  answer(fact: FactName, words: string): Reading<unknown> {
    return this.#read(fact, 'read', words);
  }

  /** What some words want; of a message of one part, what it wants. Who may want to die wants none of it. */
  wanted(words: string): Wanted {
    const known = this.#wishes.get(words) ?? this.#wantedIn(words);
    this.#wishes.set(words, known);
    return known;
  }

  #wantedIn(words: string): Wanted {
    const isWhole = words === this.words || this.parts.length === 1;
    const { intent, score, distress } = isWhole ? this.#whole : this.#understand(words.slice(0, MOST_WANTED));
    // News of one that was made is something else than to make one.
    const isNews = NEWS.includes(intent) && score >= ABOUT_NEWS;
    if (!isNews && ACT_WORDS.complains.test(words)) return { intent: 'file-complaint', score: 1 };
    if (!isNews && ACT_WORDS.reports.test(words)) return { intent: 'report-incident', score: 1 };
    return intent === 'human' && distress ? { intent: 'out-of-scope', score: 0 } : { intent, score };
  }

  /** An act with its words as they were written, where it can be told where they stand. */
  asWritten(act: Act): Act {
    if (this.#written.length === this.words.length) return { ...act, text: this.#written.slice(act.at, act.end) };
    this.#places ??= placesIn(this.#written, this.words) ?? 'unknown';
    return this.#places === 'unknown' ? act : { ...act, text: this.#places(act.at, act.end) };
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
