import { acknowledges } from '../acknowledges.ts';
import { cut } from '../clauses/cut.ts';
import { ASKS } from '../question.ts';
import { nearIn, questionIn } from './question-in.ts';
import { isLast } from './rules.ts';

/** Beyond this a message tells a story: what is asked in it is read with it. */
const MOST_CLAUSES = 24;
/** Clauses around one that asks which may say what it asks about: 我全责 他要两千私了 我给不给. */
const AROUND: readonly (readonly [before: number, after: number])[] = [
  [0, 0],
  [0, 1],
  [1, 0],
  [2, 0],
  [3, 0],
];

/** 给不给, 转不转. */
const OR_NOT = /(\p{Script=Han})不\1/u;

/** Whether it is paid: a clause of a wording answers it. */
export const WHETHER_PAID = 'will-it-be-paid';

/** A question in a message. */
export interface Asked {
  at: number;
  end: number;
  words: string;
  /** The question about how a matter goes that it is; undefined where it is another one. */
  question: string | undefined;
  /** It asks by its own mood: what only holds a word of asking may tell something. */
  isPlain: boolean;
  /** What it is about, where that is told beside it and not asked; empty where nothing is. */
  told: string;
  /** The question with the clause before it. */
  inContext: string;
}

/** The questions in a message, in their order. */
export function askedIn(words: string): Asked[] {
  const clauses = cut(words);
  if (clauses.length > MOST_CLAUSES) return [];
  const textOf = (from: number, to: number) => words.slice(clauses[from]?.at ?? 0, clauses[to]?.end ?? 0);
  const isMarked = (at: number) => /^\s?[?？]/.test(words.slice(clauses[at]?.end ?? 0, (clauses[at]?.end ?? 0) + 2));
  const asks = clauses.map((_, at) => isMarked(at) || mayAsk(textOf(at, at)));
  const found: Asked[] = [];
  let next = 0;
  clauses.forEach((_, at) => {
    if (!asks[at] || at < next) return;
    const isPlain = isMarked(at) || OR_NOT.test(textOf(at, at)) || ASKS['in-a-clause'].test(textOf(at, at));
    const around = AROUND.map(([before, after]) => [Math.max(next, at - before), at + after] as const)
      .filter(([, to]) => to < clauses.length && (to === at || asks[to]))
      .map(([from, to]) => ({ from, to, question: questionIn(textOf(from, to), isPlain) }));
    // 副驾上我妈伤了 这个谁管: what stands before it says what is asked. What is next, or whether it is paid, is asked by
    // its own clause alone, and where nothing else is.
    const span =
      (isPlain ? surest(around.map((one) => ({ ...one, ...nearIn(textOf(one.from, one.to)) }))) : undefined) ??
      around.find(({ question }) => question && !isLast(question)) ??
      around.find(({ question, from, to }) => question && from === to) ??
      (isPlain ? { from: at, to: at, question: undefined } : undefined);
    if (!span) return;
    const [first, last] = [clauses[span.from], clauses[span.to]];
    next = span.to + 1;
    found.push({
      at: first?.at ?? 0,
      end: last?.end ?? 0,
      words: textOf(span.from, span.to),
      question: span.question,
      isPlain,
      told: textOf(span.from, span.to)
        .slice(0, (clauses[at]?.at ?? 0) - (first?.at ?? 0))
        .trim(),
      inContext: textOf(Math.max(0, span.from - 1), span.to),
    });
  });
  return found;
}

/** The span that is nearly as a question is asked, where one is. */
const surest = <Span extends { near?: number }>(spans: readonly Span[]): Span | undefined =>
  spans.filter(({ near = 0 }) => near >= NEARLY_AS_ASKED).sort((a, b) => (b.near ?? 0) - (a.near ?? 0))[0];
const NEARLY_AS_ASKED = 0.6;

const mayAsk = (clause: string): boolean =>
  !ASKS['tells-not-yet'].test(clause) && (OR_NOT.test(clause) || ASKS.meanwhile.test(clause));

/** What a message says beside some of its questions; empty where that only leads to them. */
export function besides(words: string, asked: readonly Asked[]): string {
  const left = asked.reduceRight((rest, { at, end }) => `${rest.slice(0, at)}\n${rest.slice(end)}`, words);
  const clauses = cut(left).map(({ at, end }) => left.slice(at, end));
  const says = clauses.some((one) => SAYS_SOMETHING.test(one) && !ASKS['leads-to-it'].test(one) && !acknowledges(one));
  if (!says) return '';
  return left
    .replace(/^[\s，。；,.;?？!！]+|[\s，；,;.。?？!！]+$/gu, '')
    .replace(/[，,\s]*\n[，。；,.;?？!！\s]*/gu, '\n');
}

const SAYS_SOMETHING = /[\p{L}\p{N}]{2}/u;
