import type { ClauseKind, ClauseText, Language } from '../product.ts';
import { asked, saysSomething } from './asked.ts';
import { Bm25, type Query } from './bm25.ts';
import { plainForm } from './simplified.ts';
import { conceptTerms } from './synonyms.ts';
import { questionTerms, questionTermsOf, terms, termsOf } from './terms.ts';

/* The weights were measured with `desk eval`; they are shares of what a clause's own words weigh. */
const HEADING = 1.5;
const PLAIN = 1.5;
const EXAMPLE = 0.5;
/** That an example's facts are what its clause is about is said of each, and tells none of them from another. */
const ABOUT_IT =
  /[，；]?(?:都|也)?(?:属于|是)这一条说的(?:情形|损失|费用|财产)|不(?:属于|适用)这一条|(?:this |and |both )?(?:is|are) what the clause is about|this clause does not apply|(?:is|are) not caught by this clause/giu;
/** The best of a clause's sentences, where nobody has explained the clause yet. */
const SENTENCE = 0.6;
const SHORT_SENTENCE = 30;
/** The best of a clause's example questions; it counts the more, the more of the question it is. */
const QUESTION = 1;
const QUESTION_LIKENESS = 0.5;
/** An example question that is asked again. */
const AGAIN = { from: 0.9, weight: 1.5 };
/** For speaking of the same thing, in whatever words; most of all where a clause is headed by it. */
const CONCEPT = 1;
const CONCEPT_IN = { heading: 5, plain: PLAIN, questions: 0.5 };
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
const USUALLY_UNFAMILIAR = { 'zh-CN': 0.4, en: 0.15 } as const satisfies Record<Language, number>;

/** So many items are ranked; nobody reads further. */
const MOST = 100;

/** What is found by its words: a clause in one language. */
export interface Findable {
  kind: ClauseKind;
  text: Pick<ClauseText, 'heading' | 'words' | 'plain' | 'example' | 'questions'>;
}

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
  readonly #language: Language;
  readonly #items: T[] = [];
  readonly #kinds: ClauseKind[] = [];
  readonly #headings: ReadonlySet<string>[] = [];
  readonly #whole = new Bm25<number>();
  /** How long a text is says little about which things it speaks of. */
  readonly #concepts = new Bm25<number>(0.25);
  readonly #sentences = new Bm25<number>();
  readonly #questions = new Bm25<number>();

  constructor(language: Language) {
    this.#language = language;
  }

  add(item: T, { kind, text }: Findable): void {
    const at = this.#items.length;
    this.#items.push(item);
    this.#kinds.push(kind);
    const words = plainForm(text.words);
    const heading = plainForm(text.heading);
    const plain = plainForm(text.plain ?? '');
    const questions = text.questions.map(plainForm);
    // Of a clause that nobody has explained, an imported one, the heading is often only its part's.
    const matter = text.plain === undefined ? `${heading}\n${words}` : heading;
    this.#headings.push(new Set(termsOf(matter).filter(saysSomething)));
    this.#whole.add(at, [
      { terms: termsOf(words), weight: 1 },
      { terms: termsOf(heading), weight: HEADING },
      { terms: termsOf(plain), weight: PLAIN },
      { terms: terms((text.example ?? '').replace(ABOUT_IT, '')), weight: EXAMPLE },
    ]);
    const concepts = (of: string) => conceptTerms(of, this.#language);
    this.#concepts.add(at, [
      { terms: concepts(words), weight: 1 },
      { terms: concepts(heading), weight: CONCEPT_IN.heading },
      { terms: concepts(plain), weight: CONCEPT_IN.plain },
      { terms: concepts(questions.join('\n')), weight: CONCEPT_IN.questions },
    ]);
    if (plain === '')
      for (const sentence of sentencesOf(text.words)) this.#sentences.add(at, [{ terms: terms(sentence), weight: 1 }]);
    for (const question of questions) this.#questions.add(at, [{ terms: questionTermsOf(question), weight: 1 }]);
  }

  /** The share of a question's words, from 0 to 1, that no text here has: it may well be about something else. */
  unfamiliar(question: string): number {
    if (this.#questions.items.length === 0) return USUALLY_UNFAMILIAR[this.#language];
    const said = [...new Set(questionTerms(question))].filter(saysSomething);
    if (said.length === 0) return 1;
    return said.filter((term) => !this.#whole.has(term) && !this.#questions.has(term)).length / said.length;
  }

  /** The items that share a word with the question, the best first. What is said `aside` counts as little as a synonym. */
  search(question: string, aside = ''): Found<T>[] {
    const { own, query, concepts, kinds, telling, isLong } = asked(question, aside, this.#language);
    const scores = this.#whole.scores(query);
    const byConcept = this.#concepts.scores(concepts);
    const best = (index: Bm25<number>, of: Query): Float64Array => {
      const found = new Float64Array(this.#items.length);
      const { items } = index;
      const scores = index.scores(of);
      for (let entry = 0; entry < scores.length; entry++) {
        const score = scores[entry] as number;
        if (score === 0) continue;
        const at = items[entry] as number;
        if (score > (found[at] as number)) found[at] = score;
      }
      return found;
    };
    const sentences = best(this.#sentences, query);
    const questions = best(this.#questions, own);
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
    return highest(scores, MOST)
      .map((at) => {
        const named = (isLong && likenessAt(at) >= ALIKE) || telling.some((term) => this.#headings[at]?.has(term));
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

/** Sentences, the short ones together with the next. */
function sentencesOf(words: string): string[] {
  const found: string[] = [];
  let open = '';
  for (const sentence of words.split(/(?<=[。；！？\n])|(?<=[.;!?]\s)/u)) {
    open += sentence;
    if (open.length <= SHORT_SENTENCE) continue;
    found.push(open);
    open = '';
  }
  return open.trim() ? [...found, open] : found;
}
