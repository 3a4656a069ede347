import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LRUCache } from 'lru-cache';
import { kept } from '../language/classifier/kept.ts';
import type { Locale } from '../language/locale.ts';
import { plainForm } from '../language/simplified.ts';
import { type Answer, answerFrom, cite, type Hit, type NoAnswer } from './answer.ts';
import { type GeneralEntry, readGeneral } from './general.ts';
import { type Mentions, mentionsOf, withoutNames } from './mentions.ts';
import type { Clause, ClauseText, Product } from './product.ts';
import { readProduct } from './read-product.ts';
import { Answerable, unanswerable } from './search/answerable.ts';
import { ClauseIndex } from './search/clause-index.ts';
import { questionsIn } from './search/questions.ts';
import { toldWithin } from './search/since-bought.ts';
import { conceptsSaid } from './search/synonyms.ts';

const shipped = fileURLToPath(new URL('./products', import.meta.url));

/** Below these a general entry carries no answer: how well it fits, and how sure it is that it answers. */
const LEAST = { score: 0.7, confidence: 1.3 };

/** Where nothing names the product, only one whose clause fits so much better than any other's is taken without asking. */
const ALONE = 2;

/** From here on a clause says which product was meant. */
const SURE = 0.3;

/** A product whose best clause fits this much better than any other's is the one that was meant. */
const CLEARLY_BETTER = 1.3;

/** So many searches are remembered. */
const RECENT = 64;

/** The product that a question is about, or those that it may be about. */
export type ProductChoice = { product: Product } | { open: readonly Product[] };

/** A general question that fits, and how well. */
export interface GeneralHit {
  entry: GeneralEntry;
  score: number;
}

/** What the desk can say to a question. */
export type Reply =
  | { kind: 'product'; product: Product; answer: Answer | NoAnswer }
  | ({ kind: 'general' } & GeneralHit)
  | { kind: 'open'; products: readonly Product[] };

/** Everything that the desk knows about products and insurance in general, in memory and indexed. */
export class Knowledge {
  /** Each product in the version that is sold now, or was sold last. */
  readonly products: readonly Product[];
  /** Questions that no single product's wording answers. */
  readonly general: readonly GeneralEntry[];
  readonly #versions: readonly Product[];
  readonly #mentions: ReadonlyMap<Product, Mentions>;
  readonly #indexes = new Map<Product, Partial<Record<Locale, ClauseIndex<Clause>>>>();
  /** One question is searched for several times on the way to its answer. */
  readonly #recent = new LRUCache<string, Hit[]>({ max: RECENT });
  readonly #answerable: Partial<Record<Locale, Answerable>> = {};
  readonly #generalIndex: Partial<Record<Locale, ClauseIndex<GeneralEntry>>> = {};

  constructor(versions: readonly Product[], general: readonly GeneralEntry[] = []) {
    const newestFirst = versions.toSorted((a, b) => b.effectiveFrom.localeCompare(a.effectiveFrom));
    this.general = general;
    this.#versions = newestFirst;
    this.products = versions.filter((product) => product === newestFirst.find(({ code }) => code === product.code));
    this.#mentions = new Map(versions.map((product) => [product, mentionsOf(product)]));
  }

  /** A product in the version that a policy was sold under; in the newest one where none is given or that one is gone. */
  product(code: string, version?: string): Product | undefined {
    const all = this.#versions.filter((product) => product.code === code);
    return all.find((product) => product.version === version) ?? all[0];
  }

  /** The products that a text names: by name or alias; else those of the line of insurance that its words point to. */
  productsIn(text: string): Product[] {
    const said = plainForm(text);
    for (const field of ['names', 'words'] as const) {
      const scored = this.products
        .map((product) => ({
          product,
          score: (this.#mentions.get(product)?.[field] ?? [])
            .filter((mention) => mention.isIn(said))
            .reduce((sum, { length }) => sum + length, 0),
        }))
        .filter(({ score }) => score > 0);
      const best = Math.max(...scored.map(({ score }) => score));
      if (scored.length > 0) return scored.filter(({ score }) => score === best).map(({ product }) => product);
    }
    return [];
  }

  /** The products that a text calls by their own names or aliases. A name that stands inside a longer one is no name of its own. */
  productsNamed(text: string): Product[] {
    const said = plainForm(text);
    const called = this.products.flatMap((product) => {
      const name = this.#mentions.get(product)?.names.find((mention) => mention.isIn(said));
      return name ? [{ product, name }] : [];
    });
    return called
      .filter(({ product, name }) =>
        called.every(
          (other) =>
            other.product === product || name.isIn(other.name.cutFrom(said)) || name.length > other.name.length,
        ),
      )
      .map(({ product }) => product);
  }

  /**
   * The product that a question is about: the one that it names or whose line it speaks of, `known` from earlier in the
   * talk, or the one whose clauses fit clearly best. Where it stays open, the likely ones.
   */
  chooseProduct(question: string, language: Locale, known?: string): ProductChoice {
    const named = this.productsIn(question);
    const [only] = named;
    if (only && named.length === 1) return { product: only };
    const pool = only ? named : this.products;
    const ranked = pool
      .map((product) => ({ product, score: this.search(product, question, language)[0]?.score ?? 0 }))
      .sort((a, b) => b.score - a.score);
    const [best, second] = ranked;
    const earlier = ranked.find(({ product }) => product.code === known);
    if (earlier && earlier.score * CLEARLY_BETTER >= (best?.score ?? 0)) return { product: earlier.product };
    if (best && best.score >= SURE && best.score >= ALONE * (second?.score ?? 0)) return { product: best.product };
    if (earlier && (best?.score ?? 0) < SURE) return { product: earlier.product };
    const likely = ranked.filter(({ score }) => score > 0).map(({ product }) => product);
    return { open: likely.length > 1 ? likely : pool };
  }

  /** Clauses of a product, the most fitting first. A score of 1 is about as good as a clause with every word of the question. */
  search(product: Product, question: string, language: Locale): Hit[] {
    const key = `${product.code} ${product.version} ${language} ${question}`;
    const before = this.#recent.get(key);
    if (before) return before;
    const found = this.#search(product, question, language);
    this.#recent.set(key, found);
    return found;
  }

  #search(product: Product, question: string, language: Locale): Hit[] {
    const asked = this.#withoutNames(product, question);
    return this.#clauses(product, language)
      .search(asked.question, asked.aside)
      .map(({ item, score, named, again }) => ({ clause: item, score, named, again }));
  }

  #withoutNames(product: Product, question: string): { question: string; aside: string } {
    const mentions = this.#mentions.get(product);
    return mentions ? withoutNames(question, mentions) : { question, aside: '' };
  }

  #isAnswered(product: Product, question: string, { score, again }: Hit, language: Locale): boolean {
    if (again) return true;
    const asked = this.#withoutNames(product, question);
    const unfamiliar = this.#clauses(product, language).unfamiliar(asked.question);
    return this.#answerableIn(language).isAnswered(question, { score, unfamiliar });
  }

  /** What a product's wording says to a question. */
  ask(product: Product, question: string, language: Locale): Answer | NoAnswer {
    const [best, ...others] = this.search(product, question, language);
    const waiting = waitingIn(product, question);
    if (waiting && (!best || !this.#isAnswered(product, question, best, language)))
      return answerFrom(product, [{ clause: waiting, score: 1, named: true, again: false }], language);
    if (!best || !this.#isAnswered(product, question, best, language)) {
      return {
        verdict: 'unknown',
        nearest: [best, ...others]
          .filter((hit) => hit !== undefined)
          .slice(0, 3)
          .map(({ clause }) => cite(product, clause, language)),
      };
    }
    return answerFrom(product, [best, ...others], language, waiting);
  }

  /**
   * What the desk can say to one question: from the product that it is about, from the general entries where one fits
   * better, or which products it may be about. `product` is the one it is surely about; `known` the one last talked of.
   */
  reply(question: string, language: Locale, { product, known }: { product?: Product; known?: string } = {}): Reply {
    // Whether something is paid for is a matter of the product; what a notion means, or how a thing is done, of all.
    const general = asksForCover(question, language) ? undefined : this.askGeneral(question, language);
    const named = product ?? this.#onlyNamed(question);
    const choice = named ? { product: named } : this.chooseProduct(question, language, known);
    if ('open' in choice) return general ? { kind: 'general', ...general } : { kind: 'open', products: choice.open };
    const [best] = this.search(choice.product, question, language);
    const isGeneral = general && (!best || general.score > best.score * (named ? CLEARLY_BETTER : 1));
    if (isGeneral) return { kind: 'general', ...general };
    return { kind: 'product', product: choice.product, answer: this.ask(choice.product, question, language) };
  }

  #onlyNamed(question: string): Product | undefined {
    const [only, ...others] = this.productsNamed(question);
    return others.length === 0 ? only : undefined;
  }

  /** The general question that fits best, where one does. */
  askGeneral(question: string, language: Locale): GeneralHit | undefined {
    const entries = this.#entries(language);
    const [best] = entries.search(question);
    if (!best || best.score < LEAST.score) return undefined;
    const found = { score: best.score, unfamiliar: entries.unfamiliar(question) };
    const confidence = this.#answerableIn(language).confidence(question, found);
    return confidence >= LEAST.confidence ? { entry: best.item, score: best.score } : undefined;
  }

  /**
   * Everything that is indexed when it is first needed, as steps of a few milliseconds: whoever has time runs them
   * before a customer has to wait for them.
   */
  *indexing(languages: readonly Locale[] = ['zh-CN', 'en']): Generator<void> {
    for (const language of languages) {
      for (const product of this.#versions) yield void this.#clauses(product, language);
      yield void this.#entries(language);
      yield* this.#answerableIn(language).training();
    }
  }

  #clauses(product: Product, language: Locale): ClauseIndex<Clause> {
    const indexes = this.#indexes.get(product) ?? {};
    this.#indexes.set(product, indexes);
    indexes[language] ??= index(product, language);
    return indexes[language];
  }

  #answerableIn(language: Locale): Answerable {
    const ours = () => [
      ...this.products.flatMap(({ clauses }) => clauses.flatMap(({ text }) => askedOf(text[language]))),
      ...this.general.flatMap(({ text }) => text[language].questions),
    ];
    this.#answerable[language] ??= new Answerable(language, ours(), unanswerable()[language], kept);
    return this.#answerable[language];
  }

  #entries(language: Locale): ClauseIndex<GeneralEntry> {
    this.#generalIndex[language] ??= indexGeneral(this.general, language);
    return this.#generalIndex[language];
  }

  /** The questions that stand in one message. */
  questionsIn(text: string): string[] {
    return questionsIn(text);
  }
}

/** What may be asked of a clause: where nobody wrote any questions for it, as of an imported one, what it speaks of. */
const askedOf = ({ heading, words, questions }: ClauseText): readonly string[] =>
  questions.length > 0 ? questions : [heading, ...words.split(/[。；;\n]|\.\s/u).filter((part) => part.trim() !== '')];

/** The clause of the waiting period, where a question tells of an illness that came before it may have been over. */
const waitingIn = ({ clauses, waitingDays = 0 }: Product, question: string): Clause | undefined =>
  waitingDays > 0 && toldWithin(question, waitingDays)
    ? clauses.find(({ kind }) => kind === 'waiting-period')
    : undefined;

const asksForCover = (question: string, language: Locale): boolean =>
  conceptsSaid(plainForm(question), language).some(({ kinds }) => kinds.includes('cover'));

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

/** Reads the shipped products and general questions, and the products of a further folder. Throws `KnowledgeError` with file and line. */
export function loadKnowledge(furtherFolder?: string): Knowledge {
  const folders = [shipped, ...(furtherFolder ? [furtherFolder] : [])].flatMap((parent) =>
    readdirSync(parent, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => join(parent, name))
      .sort(),
  );
  return new Knowledge(folders.map(readProduct), readGeneral());
}
