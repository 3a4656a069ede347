import { kept } from '../../language/classifier/kept.ts';
import type { Locale } from '../../language/locale.ts';
import type { Catalogue } from '../catalogue.ts';
import type { GeneralEntry } from '../general.ts';
import type { Clause, ClauseText, Product } from '../product.ts';
import { Answerable, unanswerable } from './answerable.ts';
import { ClauseIndex } from './clause-index.ts';

/** What is searched, each index made when it is first needed. */
export class Indexes {
  readonly #catalogue: Catalogue;
  readonly #general: readonly GeneralEntry[];
  readonly #clauses = new Map<Product, Partial<Record<Locale, ClauseIndex<Clause>>>>();
  readonly #answerable: Partial<Record<Locale, Answerable>> = {};
  readonly #entries: Partial<Record<Locale, ClauseIndex<GeneralEntry>>> = {};

  constructor(catalogue: Catalogue, general: readonly GeneralEntry[]) {
    this.#catalogue = catalogue;
    this.#general = general;
  }

  /** The clauses of a product, to search. */
  clauses(product: Product, language: Locale): ClauseIndex<Clause> {
    const indexes = this.#clauses.get(product) ?? {};
    this.#clauses.set(product, indexes);
    indexes[language] ??= index(product, language);
    return indexes[language];
  }

  /** What tells a question that can be answered from one that can't. */
  answerableIn(language: Locale): Answerable {
    const ours = () => [
      ...this.#catalogue.products.flatMap(({ clauses }) => clauses.flatMap(({ text }) => askedOf(text[language]))),
      ...this.#general.flatMap(({ text }) => text[language].questions),
    ];
    this.#answerable[language] ??= new Answerable(language, ours(), unanswerable()[language], kept);
    return this.#answerable[language];
  }

  /** The general questions, to search. */
  entries(language: Locale): ClauseIndex<GeneralEntry> {
    this.#entries[language] ??= indexGeneral(this.#general, language);
    return this.#entries[language];
  }

  /**
   * Everything that is indexed when it is first needed, as steps of a few milliseconds: whoever has time runs them
   * before a customer has to wait for them.
   */
  *indexing(languages: readonly Locale[] = ['zh-CN', 'en']): Generator<void> {
    for (const language of languages) {
      for (const product of this.#catalogue.versions) yield void this.clauses(product, language);
      yield void this.entries(language);
      yield* this.answerableIn(language).training();
    }
  }
}

/** What may be asked of a clause: where nobody wrote any questions for it, as of an imported one, what it speaks of. */
const askedOf = ({ heading, words, questions }: ClauseText): readonly string[] =>
  questions.length > 0 ? questions : [heading, ...words.split(/[。；;\n]|\.\s/u).filter((part) => part.trim() !== '')];

const index = (product: Product, language: Locale): ClauseIndex<Clause> =>
  new ClauseIndex(
    language,
    product.clauses.map((clause) => [clause, { kind: clause.kind, text: clause.text[language] }] as const),
  );

const indexGeneral = (general: readonly GeneralEntry[], language: Locale): ClauseIndex<GeneralEntry> =>
  new ClauseIndex(
    language,
    general.map((entry) => {
      const { heading, answer, questions } = entry.text[language];
      return [entry, { kind: 'general', text: { heading, words: answer, plain: ' ', questions } }] as const;
    }),
  );
