import type { Locale } from '../language/locale.ts';
import type { Clause, ClauseKind, ClauseText, Product } from './product.ts';
import { BEARING_KINDS } from './product.ts';

/** What the desk can say to a question about cover. It never promises a payment: that is the claim's decision. */
export type Verdict =
  | 'covered'
  | 'excluded'
  | 'conditional'
  | 'not-covered'
  | 'definition'
  | 'obligation'
  | 'procedure';

/** A clause as evidence: which one, in which version, its words verbatim and their hash. */
export interface Citation extends ClauseText {
  product: string;
  productName: string;
  version: string;
  clause: string;
  kind: ClauseKind;
  /** Only some of the clause's words (`excerpt.ts`). */
  isPart?: true;
}

/** A word of the clauses, and what it means in this product. */
export interface Defined {
  term: string;
  number: string;
  plain: string;
}

/**
 * An answer about a product. What bears on it (exclusions, limits, deductibles, waiting periods, duties) is never
 * optional: the only way to make an Answer is {@link answerFrom}, which gathers it from the product itself.
 */
export interface Answer {
  verdict: Verdict;
  product: string;
  /** The clauses that carry the verdict, the most fitting first. */
  citations: [Citation, ...Citation[]];
  /**
   * What takes away from what is cited, shown before any cover: first what the question itself speaks of, then the
   * other exclusions, then the rest.
   */
  bearing: Citation[];
  /** How many of `bearing`, from the first on, the question itself speaks of. */
  speaksOf: number;
  /** What the words of the cited clauses mean. */
  defined: Defined[];
}

/** No clause carries an answer. The nearest ones are offered as such, not as an answer. */
export interface NoAnswer {
  verdict: 'unknown';
  nearest: Citation[];
}

const VERDICTS: Record<ClauseKind, Verdict> = {
  cover: 'conditional',
  exclusion: 'excluded',
  limit: 'conditional',
  deductible: 'conditional',
  'waiting-period': 'conditional',
  duty: 'obligation',
  procedure: 'procedure',
  definition: 'definition',
  general: 'procedure',
};

/** A clause that a search found, and how well it fits. */
export interface Hit {
  clause: Clause;
  score: number;
  /** Whether the question speaks of what the clause is about, and doesn't only share words with it. */
  named: boolean;
  /** Whether one of the clause's example questions is asked again. */
  again: boolean;
}

/** A clause that fits this much of what the best one does is spoken of as well. */
const SPOKEN_OF = 0.6;
/** So many clauses are cited, where the next ones fit nearly as well as the best. */
const CLOSE = 0.7;
const MOST_CITED = 3;
const MOST_DEFINED = 3;

const isBearing = (kind: ClauseKind): boolean => (BEARING_KINDS as readonly ClauseKind[]).includes(kind);

/** A citation of a clause in a language. */
export const cite = (product: Product, { id, kind, text }: Clause, language: Locale): Citation => ({
  ...text[language],
  product: product.code,
  productName: product.text[language].name,
  version: product.version,
  clause: id,
  kind,
});

/**
 * Builds the answer that the best hit carries, with everything that bears on it. `hits` are sorted, the best first.
 * `waiting` is the product's waiting period, where the question tells that it may not have been over: it comes first.
 */
export function answerFrom(
  product: Product,
  hits: readonly [Hit, ...Hit[]],
  language: Locale,
  waiting?: Clause,
): Answer {
  const [best] = hits;
  const score = new Map(hits.map((hit) => [hit.clause.id, hit.score]));
  const scoreOf = ({ id }: Clause) => score.get(id) ?? 0;
  const isSpokenOf = (clause: Clause) =>
    clause === waiting || clause.id === best.clause.id || scoreOf(clause) >= SPOKEN_OF * best.score;
  // An exclusion that the question doesn't name may apply: that depends on more than was said. So does it beside another.
  const isOpen = !best.named || waiting !== undefined;
  const verdict = best.clause.kind === 'exclusion' && isOpen ? 'conditional' : VERDICTS[best.clause.kind];
  const close = hits
    .slice(1, MOST_CITED)
    .filter(({ score, clause }) => score >= CLOSE * best.score && !(verdict === 'excluded' && clause.kind === 'cover'))
    .map(({ clause }) => clause);
  const covers = [best.clause, ...close].filter(({ kind }) => kind === 'cover').map(({ id }) => id);
  // What a word means may say what comes of it: then the cover it belongs to is spoken of, and all that takes from it.
  if (!covers.length && GIVES.test(best.clause.text[language].plain ?? ''))
    covers.push(...coversOf(product, best.clause));
  // What only limits a cover speaks of that cover, and so of all that takes away from it.
  if (verdict === 'conditional') covers.push(...best.clause.affects);
  const bearing = product.clauses
    .filter(
      ({ id, kind, affects }) =>
        isBearing(kind) &&
        (id === best.clause.id ||
          id === waiting?.id ||
          covers.some((cover) => affects.includes(cover)) ||
          (kind === 'exclusion' && isBearing(best.clause.kind) && (score.get(id) ?? 0) >= SPOKEN_OF * best.score)),
    )
    .sort(
      (a, b) =>
        Number(b === waiting) - Number(a === waiting) ||
        Number(isSpokenOf(b)) - Number(isSpokenOf(a)) ||
        Number(b.kind === 'exclusion') - Number(a.kind === 'exclusion') ||
        scoreOf(b) - scoreOf(a),
    );
  const citation = (clause: Clause) => cite(product, clause, language);
  const speaksOf = bearing.filter(isSpokenOf).length;
  return {
    verdict,
    product: product.code,
    citations: [citation(best.clause), ...close.map(citation)],
    bearing: bearing.map(citation),
    speaksOf,
    defined: definedIn(product, [best.clause, ...bearing.slice(0, Math.max(1, speaksOf))], language),
  };
}

/** An explanation that speaks of an amount or of a payment. */
const GIVES =
  /赔|给付|报销|补偿|[0-9]+(?:\.[0-9]+)?[%％]|[0-9,]{4,}元|百分之|\b(?:payable|pays?|benefit|percent|yuan)\b/iu;
const DEFINES: readonly ClauseKind[] = ['definition', 'general', 'procedure'];

/** The covers that a clause belongs to: those in whose words one of its terms stands, by itself or in another definition. */
function coversOf(product: Product, { kind, text }: Clause): string[] {
  if (!DEFINES.includes(kind)) return [];
  const own = text['zh-CN'].terms;
  if (own.length === 0) return [];
  const holds = (clause: Clause, terms: readonly string[]) =>
    terms.some((term) => clause.text['zh-CN'].words.includes(term));
  const through = product.clauses
    .filter((clause) => clause.kind === 'definition' && holds(clause, own))
    .flatMap((clause) => clause.text['zh-CN'].terms);
  const covers = product.clauses.filter((clause) => clause.kind === 'cover');
  const direct = covers.filter((clause) => holds(clause, own));
  return (direct.length > 0 ? direct : covers.filter((clause) => holds(clause, through))).map(({ id }) => id);
}

/** Further clauses are named on the first screen, so many; the rest is a tap away. */
const MOST_NAMED = 3;

/** What of an answer is on the first screen of a phone, and what a tap away. */
export interface FirstScreen {
  /** What takes away, before anything is said to be covered. */
  first: Citation | undefined;
  /** The clause that carries the answer, where it isn't that one. */
  carrying: Citation | undefined;
  /** Clauses that are named: what the question speaks of too, then what fits nearly as well. */
  named: Citation[];
  /** What else bears on it. */
  rest: Citation[];
}

/** An answer as one takes it in: what takes away, what carries the verdict, and by name what else may matter. */
export function firstScreen({ citations, bearing, speaksOf }: Answer): FirstScreen {
  const [deciding, ...close] = citations;
  const [first, ...others] = bearing;
  const carrying = first?.clause === deciding.clause ? undefined : deciding;
  const isShown = ({ clause }: Citation) => clause === first?.clause || clause === carrying?.clause;
  const spokenOf = others.slice(0, Math.max(0, speaksOf - 1));
  const unshown = unique([...spokenOf, ...close, ...others]).filter((one) => !isShown(one));
  const isCover = citations.some(({ kind }) => kind === 'cover');
  const count = isCover
    ? MOST_NAMED
    : Math.min(MOST_NAMED, unique([...spokenOf, ...close]).filter((one) => !isShown(one)).length);
  return { first, carrying, named: unshown.slice(0, count), rest: unshown.slice(count) };
}

const unique = (citations: readonly Citation[]): Citation[] =>
  citations.filter((one, at) => citations.findIndex(({ clause }) => clause === one.clause) === at);

/** What a product's definitions say of the words in some clauses. */
function definedIn(product: Product, clauses: readonly Clause[], language: Locale): Defined[] {
  const words = clauses.map(({ text }) => text[language].words.toLowerCase()).join('\n');
  return product.clauses
    .filter(({ kind, id }) => kind === 'definition' && !clauses.some((clause) => clause.id === id))
    .flatMap(({ text }) => {
      const { terms, number, plain } = text[language];
      const term = terms.find((word) => words.includes(word.toLowerCase()));
      return term && plain ? [{ term, number, plain }] : [];
    })
    .slice(0, MOST_DEFINED);
}
