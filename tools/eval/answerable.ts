import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Clause, Product } from '../../knowledge/product.ts';
import { Answerable, unanswerable } from '../../knowledge/search/answerable.ts';
import { ClauseIndex } from '../../knowledge/search/clause-index.ts';
import type { Locale } from '../../language/locale.ts';

const FOLDS = 3;

/** Shares from 0 to 1, of questions that neither the search nor the classifier was given. */
export interface AnswerableFigures {
  language: Locale;
  /** Of the clauses' example questions. */
  oursAnswered: number;
  /** Of the questions that no wording answers, each asked of one of the products. */
  othersAnswered: number;
}

/** Whether the desk knows what it can answer: cross-validated on the example questions and `unanswerable.yaml`. */
export function evaluateAnswerable({ products, general }: Knowledge, language: Locale): AnswerableFigures {
  const others = unanswerable()[language];
  const ours = products.flatMap((product) => product.clauses.map(({ text }) => text[language].questions));
  const told = general.flatMap(({ text }) => text[language].questions);
  const answered = { ours: 0, others: 0 };
  for (let fold = 0; fold < FOLDS; fold++) {
    const isKept = (_: unknown, at: number) => at % FOLDS !== fold;
    const isAsked = (_: unknown, at: number) => at % FOLDS === fold;
    const answerable = new Answerable(
      language,
      [...ours.flatMap((questions) => questions.filter(isKept)), ...told],
      others.filter(isKept),
    );
    for (const [at, product] of products.entries()) {
      const index = indexOf(product, language, isKept);
      const isAnswered = (question: string) =>
        answerable.isAnswered(question, {
          score: index.search(question)[0]?.score ?? 0,
          unfamiliar: index.unfamiliar(question),
        });
      const asked = product.clauses.flatMap(({ text }) => text[language].questions.filter(isAsked));
      answered.ours += asked.filter(isAnswered).length;
      answered.others += others
        .filter(isAsked)
        .filter((_, place) => place % products.length === at)
        .filter(isAnswered).length;
    }
  }
  return {
    language,
    oursAnswered: answered.ours / ours.flat().length,
    othersAnswered: answered.others / others.length,
  };
}

const indexOf = (product: Product, language: Locale, isKept: (_: unknown, at: number) => boolean) =>
  new ClauseIndex<Clause>(
    language,
    product.clauses.map((clause) => {
      const { questions, ...text } = clause.text[language];
      return [clause, { kind: clause.kind, text: { ...text, questions: questions.filter(isKept) } }] as const;
    }),
  );
