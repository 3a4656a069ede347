import type { Locale } from '../../language/locale.ts';
import type { ClauseKind } from '../product.ts';
import { asked, saysSomething } from './asked.ts';
import { type Bm25, Bm25Builder } from './bm25.ts';
import { type Findable, fieldsOf } from './clause-fields.ts';
import { type Parts, PartsBuilder } from './parts.ts';
import { questionTerms } from './terms.ts';

/* The weights were measured with `desk eval`; they are shares of what a clause's own words weigh. */
/** The best of a clause's sentences, where nobody has explained the clause yet. */
const SENTENCE = 0.6;
/** The best of a clause's example questions; it counts the more, the more of the question it is. */
const QUESTION = 1;
const QUESTION_LIKENESS = 0.5;
/** An example question that is asked again. */
const AGAIN = { from: 0.9, weight: 1.5 };
/** For speaking of the same thing, in whatever words. */
const CONCEPT = 1;
/** How long a text is says little about which things it speaks of. */
const CONCEPTS_B = 0.25;
/** For an exclusion whose heading a question says nothing of: words that it shares with a cover don't make it apply. */
const UNNAMED = 0.75;
/** For one whose heading it does speak of: what takes away comes first. */
const NAMED = 1.1;
/** From here on an example question is the same question. */
const ALIKE = 0.7;
/** For clauses of the kind that a question asks for. */
const KIND = 1.3;

/** For what only says what words mean, where it is asked whether something is paid for. */
const NO_ANSWER = 0.7;
const ONLY_EXPLAINS: readonly ClauseKind[] = ['definition', 'general'];

/** What is usual of a question that the texts answer; taken where they have no example questions, which know most words. */
const USUALLY_UNFAMILIAR = { 'zh-CN': 0.4, en: 0.15 } as const satisfies Record<Locale, number>;

/** So many items are ranked; nobody reads further. */
const MOST_CANDIDATES = 100;

/** An item and how well it fits: 1 is about as well as a text that has every word of the question. */
export interface Found<T> {
  item: T;
  score: number;
  /** Whether the question speaks of what the item is about, and doesn't only share words with it. */
  named: boolean;
  /** Whether one of its example questions is asked again. */
  again: boolean;
}

/** Finds clauses in one language by the words of a question. */
export class ClauseIndex<T> {
  readonly #language: Locale;
  readonly #items: readonly T[];
  readonly #kinds: readonly ClauseKind[];
  /** What tells clauses apart by their headings. */
  readonly #headings: Bm25;
  readonly #whole: Bm25;
  readonly #concepts: Bm25;
  readonly #sentences: Parts;
  readonly #questions: Parts;

  constructor(language: Locale, entries: readonly (readonly [item: T, findable: Findable])[]) {
    this.#language = language;
    this.#items = entries.map(([item]) => item);
    this.#kinds = entries.map(([, { kind }]) => kind);
    const builders = {
      headings: new Bm25Builder(),
      whole: new Bm25Builder(),
      concepts: new Bm25Builder(),
      sentences: new PartsBuilder(),
      questions: new PartsBuilder(),
    };
    for (const [, findable] of entries) {
      const fields = fieldsOf(findable, language);
      for (const name of Object.keys(builders) as (keyof typeof builders)[]) builders[name].add(fields[name]);
    }
    this.#headings = builders.headings.built();
    this.#whole = builders.whole.built();
    this.#concepts = builders.concepts.built(CONCEPTS_B);
    this.#sentences = builders.sentences.built();
    this.#questions = builders.questions.built();
  }

  /** The share of a question's words, from 0 to 1, that no text here has: it may well be about something else. */
  unfamiliar(question: string): number {
    if (this.#questions.isEmpty) return USUALLY_UNFAMILIAR[this.#language];
    const said = [...new Set(questionTerms(question))].filter(saysSomething);
    if (said.length === 0) return 1;
    return said.filter((term) => !this.#whole.has(term) && !this.#questions.has(term)).length / said.length;
  }

  /** The items that share a word with the question, the best first. What is said `aside` counts as little as a synonym. */
  search(question: string, aside = ''): Found<T>[] {
    const { own, query, concepts, kinds, telling, isLong } = asked(question, aside, this.#language);
    const scores = this.#whole.scores(query);
    const byConcept = this.#concepts.scores(concepts);
    const headed = this.#headings.scores(telling);
    const sentences = this.#sentences.best(query);
    const questions = this.#questions.best(own);
    const same = this.#questions.weigh(own) || 1;
    const ceiling = (this.#whole.weigh(own) + CONCEPT * this.#concepts.weigh(concepts)) * 1.2 || 1;
    const likenessAt = (at: number) => Math.min(1, (questions[at] as number) / same);
    for (let at = 0; at < scores.length; at++)
      scores[at] =
        ((scores[at] as number) +
          CONCEPT * (byConcept[at] as number) +
          SENTENCE * (sentences[at] as number) +
          QUESTION *
            (questions[at] as number) *
            (likenessAt(at) >= AGAIN.from ? AGAIN.weight : likenessAt(at) ** QUESTION_LIKENESS)) *
        (kinds.includes(this.#kinds[at] as ClauseKind) ? KIND : 1) *
        (kinds.includes('cover') && ONLY_EXPLAINS.includes(this.#kinds[at] as ClauseKind) ? NO_ANSWER : 1);
    return highest(scores, MOST_CANDIDATES)
      .map((at) => {
        const named = (isLong && likenessAt(at) >= ALIKE) || (headed[at] as number) > 0;
        const score =
          ((scores[at] as number) / ceiling) * (this.#kinds[at] !== 'exclusion' ? 1 : named ? NAMED : UNNAMED);
        return { item: this.#items[at] as T, score, named, again: likenessAt(at) >= AGAIN.from };
      })
      .sort((a, b) => b.score - a.score);
  }
}

/** The positions of the highest scores above 0, the highest first. */
function highest(scores: Float64Array, most: number): number[] {
  const found: number[] = [];
  let least = 0;
  for (let at = 0; at < scores.length; at++) {
    const score = scores[at] as number;
    if (score <= least) continue;
    let place = found.length;
    while (place > 0 && (scores[found[place - 1] as number] as number) < score) place -= 1;
    found.splice(place, 0, at);
    if (found.length <= most) continue;
    found.pop();
    least = scores[found[most - 1] as number] as number;
  }
  return found;
}
