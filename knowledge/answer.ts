import type { Clause, ClauseKind, ClauseText, Language, Product } from './product.ts';
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
  /** What takes away from what is cited: the exclusions first, each kind by its relevance. Shown before any cover. */
  bearing: Citation[];
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
}

const isBearing = (kind: ClauseKind): boolean => (BEARING_KINDS as readonly ClauseKind[]).includes(kind);

/** A citation of a clause in a language. */
export const cite = (product: Product, { id, kind, text }: Clause, language: Language): Citation => ({
  ...text[language],
  product: product.code,
  productName: product.text[language].name,
  version: product.version,
  clause: id,
  kind,
});

/** Builds the answer that the best hit carries, with everything that bears on it. `hits` are sorted, the best first. */
export function answerFrom(product: Product, hits: readonly [Hit, ...Hit[]], language: Language): Answer {
  const [best] = hits;
  const rank = new Map(hits.map(({ clause }, index) => [clause.id, index]));
  const covers = best.clause.kind === 'cover' ? [best.clause] : [];
  const bearing = product.clauses
    .filter(
      ({ id, kind, affects }) =>
        id !== best.clause.id && isBearing(kind) && covers.some((cover) => affects.includes(cover.id)),
    )
    .sort(
      (a, b) =>
        Number(b.kind === 'exclusion') - Number(a.kind === 'exclusion') ||
        (rank.get(a.id) ?? hits.length) - (rank.get(b.id) ?? hits.length),
    );
  return {
    verdict: VERDICTS[best.clause.kind],
    product: product.code,
    citations: [cite(product, best.clause, language)],
    bearing: (isBearing(best.clause.kind) ? [best.clause, ...bearing] : bearing).map((clause) =>
      cite(product, clause, language),
    ),
  };
}
