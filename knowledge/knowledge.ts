import { LRUCache } from 'lru-cache';
import type { Locale } from '../language/locale.ts';
import { plainForm } from '../language/simplified.ts';
import { type Answer, answerFrom, cite, type Hit, type NoAnswer } from './answer.ts';
import { Catalogue } from './catalogue.ts';
import { type HoursOfDesk, readHours } from './desk/hours.ts';
import type { GeneralEntry } from './general.ts';
import type { Clause, Product } from './product.ts';
import { Indexes } from './search/indexes.ts';
import { questionsIn } from './search/questions.ts';
import { toldWithin } from './search/since-bought.ts';
import { conceptsSaid } from './search/synonyms.ts';

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

/** What the desk can say to a question, from the products' wordings and about insurance in general. */
export class Knowledge {
  /** Questions that no single product's wording answers. */
  readonly general: readonly GeneralEntry[];
  /** When somebody of the insurer's is there. */
  readonly hours: HoursOfDesk;
  readonly #catalogue: Catalogue;
  readonly #indexes: Indexes;
  /** One question is searched for several times on the way to its answer. */
  readonly #recent = new LRUCache<string, Hit[]>({ max: RECENT });

  constructor(versions: readonly Product[], general: readonly GeneralEntry[] = [], hours: HoursOfDesk = readHours()) {
    this.general = general;
    this.hours = hours;
    this.#catalogue = new Catalogue(versions);
    this.#indexes = new Indexes(this.#catalogue, general);
  }

  /** Each product in the version that is sold now, or was sold last. */
  get products(): readonly Product[] {
    return this.#catalogue.products;
  }

  /** {@link Catalogue.product} */
  product(code: string, version?: string): Product | undefined {
    return this.#catalogue.product(code, version);
  }

  /** {@link Catalogue.productsIn} */
  productsIn(text: string): Product[] {
    return this.#catalogue.productsIn(text);
  }

  /** {@link Catalogue.productsNamed} */
  productsNamed(text: string): Product[] {
    return this.#catalogue.productsNamed(text);
  }

  /** {@link Indexes.indexing} */
  indexing(languages?: readonly Locale[]): Generator<void> {
    return this.#indexes.indexing(languages);
  }

  /** The questions that stand in one message. */
  questionsIn(text: string): string[] {
    return questionsIn(text);
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
    const asked = this.#catalogue.withoutNames(product, question);
    return this.#indexes
      .clauses(product, language)
      .search(asked.question, asked.aside)
      .map(({ item, score, named, again }) => ({ clause: item, score, named, again }));
  }

  #isAnswered(product: Product, question: string, { score, again }: Hit, language: Locale): boolean {
    if (again) return true;
    const asked = this.#catalogue.withoutNames(product, question);
    const unfamiliar = this.#indexes.clauses(product, language).unfamiliar(asked.question);
    return this.#indexes.answerableIn(language).isAnswered(question, { score, unfamiliar });
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
    const entries = this.#indexes.entries(language);
    const [best] = entries.search(question);
    if (!best || best.score < LEAST.score) return undefined;
    const found = { score: best.score, unfamiliar: entries.unfamiliar(question) };
    const confidence = this.#indexes.answerableIn(language).confidence(question, found);
    return confidence >= LEAST.confidence ? { entry: best.item, score: best.score } : undefined;
  }
}

/** The clause of the waiting period, where a question tells of an illness that came before it may have been over. */
const waitingIn = ({ clauses, waitingDays = 0 }: Product, question: string): Clause | undefined =>
  waitingDays > 0 && toldWithin(question, waitingDays)
    ? clauses.find(({ kind }) => kind === 'waiting-period')
    : undefined;

const asksForCover = (question: string, language: Locale): boolean =>
  conceptsSaid(plainForm(question), language).some(({ kinds }) => kinds.includes('cover'));
