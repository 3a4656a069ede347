import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Citation, firstScreen } from '../../knowledge/answer.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';

const file = join(import.meta.dirname, '..', '..', 'tests', 'knowledge', 'evaluation', 'questions.yaml');

const asked = z.strictObject({
  question: z.string(),
  language: z.enum(['zh-CN', 'en']),
  product: z.string(),
  /** Whether the question itself says which product. */
  named: z.boolean(),
  /** The clauses of which any one is a right citation; none where the wording has no answer. */
  clauses: z.array(z.string()),
  /** Whether an exclusion or a waiting period applies. */
  excluded: z.boolean(),
  note: z.string().optional(),
});
export type Asked = z.infer<typeof asked>;

/** What came of one question. */
export interface Outcome extends Asked {
  verdict: string;
  /** The clause that carries the answer. */
  cited: string | undefined;
  /** The clauses that are shown or named at once, in their order. */
  shown: string[];
  /** Those of them whose words are shown. */
  quoted: string[];
  /** Those that are folded away behind them, before any cover is said to hold. */
  folded: string[];
}

/** How the desk did on the questions about cover. */
export interface CoverFigures {
  questions: number;
  /** Answers that speak of cover and don't hold the exclusion that applies, shown or folded. Must be none. */
  coveredDespiteExclusion: Outcome[];
  /** Of the answerable: no right clause among those shown at once. */
  wrongClause: Outcome[];
  /** Of the unanswerable: answered all the same. */
  answeredWithoutGround: Outcome[];
  /** Of the answerable: "I don't know". */
  notAnswered: Outcome[];
  /** Shares from 0 to 1: of those that were answered, */
  rightClause: number;
  rightClauseFirst: number;
  /** whose words are on the first screen, */
  rightClauseQuoted: number;
  /** of all that could be, */
  rightClauseOfAll: number;
  /** and of those that can't be. */
  unanswerableAnswered: number;
}

/** The questions, written before anybody looked at the answers. */
export const coverQuestions = (): Asked[] =>
  existsSync(file) ? z.array(asked).parse(parse(readFileSync(file, 'utf8'))) : [];

/** Asks every question. */
export function evaluateCover(knowledge: Knowledge, questions: readonly Asked[]): CoverFigures {
  const outcomes = questions.map((question) => outcomeOf(knowledge, question));
  const answerable = outcomes.filter(({ clauses }) => clauses.length > 0);
  const unanswerable = outcomes.filter(({ clauses }) => clauses.length === 0);
  const answered = answerable.filter(({ verdict }) => verdict !== 'unknown');
  const isRight = ({ clauses, shown }: Outcome) => shown.some((clause) => clauses.includes(clause));
  const answeredWithoutGround = unanswerable.filter(({ verdict }) => verdict !== 'unknown');
  const share = (some: readonly unknown[], of: readonly unknown[]) => some.length / Math.max(1, of.length);
  return {
    questions: outcomes.length,
    coveredDespiteExclusion: answerable.filter(
      (outcome) =>
        outcome.excluded &&
        (outcome.verdict === 'covered' ||
          (outcome.verdict === 'conditional' &&
            !isRight(outcome) &&
            !outcome.folded.some((clause) => outcome.clauses.includes(clause)))),
    ),
    wrongClause: answered.filter((outcome) => !isRight(outcome)),
    answeredWithoutGround,
    notAnswered: answerable.filter(({ verdict }) => verdict === 'unknown'),
    rightClause: share(answered.filter(isRight), answered),
    rightClauseFirst: share(
      answered.filter(({ cited, clauses }) => cited !== undefined && clauses.includes(cited)),
      answered,
    ),
    rightClauseQuoted: share(
      answered.filter(({ clauses, quoted }) => quoted.some((clause) => clauses.includes(clause))),
      answered,
    ),
    rightClauseOfAll: share(answered.filter(isRight), answerable),
    unanswerableAnswered: share(answeredWithoutGround, unanswerable),
  };
}

function outcomeOf(knowledge: Knowledge, asked: Asked): Outcome {
  const { question, language, product, named } = asked;
  const about = named ? undefined : knowledge.product(product);
  const reply = knowledge.reply(question, language, about ? { product: about } : {});
  if (reply.kind !== 'product' || reply.answer.verdict === 'unknown')
    return {
      ...asked,
      verdict: reply.kind === 'general' ? 'general' : 'unknown',
      cited: undefined,
      shown: [],
      quoted: [],
      folded: [],
    };
  const { answer } = reply;
  const ids = (citations: readonly { product: string; clause: string }[]) =>
    citations.map((citation) =>
      citation.product === product ? citation.clause : `${citation.product}/${citation.clause}`,
    );
  const [cited] = ids(answer.citations);
  const { first, carrying, named: others, rest } = firstScreen(answer);
  return {
    ...asked,
    verdict: answer.verdict,
    cited,
    shown: ids([first, carrying, ...others].filter((one): one is Citation => one !== undefined)),
    quoted: ids([first, carrying].filter((one): one is Citation => one !== undefined)),
    folded: ids(rest),
  };
}
