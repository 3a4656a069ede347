import type { Locale } from '../../language/locale.ts';
import { plainForm } from '../../language/simplified.ts';
import type { ClauseKind } from '../product.ts';
import { type Query, queryOf } from './bm25.ts';
import { conceptsSaid } from './synonyms.ts';
import { TERMS } from './term-numbers.ts';
import { questionTerms, terms } from './terms.ts';

/** One Han character says less than a pair. */
const SINGLE = 0.5;
/** For the words that a wording has for what was said. */
const SYNONYM = 0.15;

/** What a question says, whatever it is looked for in. */
export interface Asked {
  /** Its own terms. */
  own: Query;
  /** Those, and what wordings call the same things. */
  query: Query;
  /** The terms of the things that it speaks of. */
  concepts: Query;
  /** Of which kinds the clauses are that it asks for. */
  kinds: readonly ClauseKind[];
  /** The terms of the query that tell clauses apart. */
  telling: Query;
  isLong: boolean;
}

/** From so many telling terms of its own on a question is long. */
const LONG = 3;

/** What was read last: a question is looked for in every product, one after another. */
let last: { question: string; aside: string; language: Locale; known: number; asked: Asked } | undefined;

/** What a question says; what is said `aside` counts as little as a synonym. */
export function asked(question: string, aside: string, language: Locale): Asked {
  // An index that came since may have terms that were unknown.
  const { known } = TERMS;
  if (last?.question !== question || last.aside !== aside || last.language !== language || last.known !== known)
    last = { question, aside, language, known, asked: read(question, aside, language) };
  return last.asked;
}

function read(question: string, aside: string, language: Locale): Asked {
  const said = plainForm(question);
  const own = weighted(questionTerms(said));
  const concepts = conceptsSaid(said, language);
  const words = concepts.flatMap(({ means }) => means);
  const query = new Map(own);
  for (const term of [...words.flatMap(terms), ...(aside ? questionTerms(aside) : [])])
    if (!query.has(term)) query.set(term, SYNONYM * weightOf(term));
  return {
    own: queryOf(own),
    query: queryOf(query),
    concepts: queryOf(new Map(concepts.map(({ term }) => [term, 1] as const))),
    kinds: concepts.flatMap((concept) => concept.kinds),
    telling: queryOf(new Map([...query.keys()].filter(saysSomething).map((term) => [term, 1] as const))),
    isLong: [...own.keys()].filter(saysSomething).length >= LONG,
  };
}

/** One Han character says too little to tell clauses apart. */
export const saysSomething = (term: string): boolean => weightOf(term) === 1;

const weightOf = (term: string): number => (/^\p{Script=Han}$/u.test(term) ? SINGLE : 1);

const weighted = (of: readonly string[]): Map<string, number> => new Map(of.map((term) => [term, weightOf(term)]));
