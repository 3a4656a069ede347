import { type Answer, type Citation, firstScreen, type NoAnswer, type Verdict } from '../../../knowledge/answer.ts';
import { excerpted } from '../../../knowledge/excerpt.ts';
import type { GeneralEntry } from '../../../knowledge/general.ts';
import type { Clause, Product } from '../../../knowledge/product.ts';
import type { Talk } from '../../kit/talk.ts';
import type { TalkState } from '../../kit/talk-state.ts';
import { type Button, disclose, quoted } from './disclose.ts';

/** What is answered: the question as it was put, and whether a clause was asked for by its number, which is shown whole. */
export interface AnswerOptions {
  question: string;
  isWhole?: boolean;
}

/**
 * The first screen of a phone: the verdict, the sentence of the clause that decides, what it plainly means. What takes
 * away comes before what is given; the rest is a word away.
 */
export async function sayAnswer(
  talk: Talk,
  product: Product,
  answer: Answer,
  { question, isWhole = false }: AnswerOptions,
): Promise<void> {
  const { first, carrying, named, rest } = firstScreen(answer);
  const deciding = carrying ?? answer.citations[0];
  const short = (citation: Citation) => (isWhole ? citation : excerpted(citation, question, talk.locale));
  const shown = [first, carrying].filter((one) => one !== undefined).map(short);
  const [top, below] = shown;
  if (!top) return;
  const unshown = [...named, ...rest];
  fold(talk, product, unshown);
  const confirms = asksToConfirm(talk, answer.verdict, first);
  const isPart = shown.some((one) => one.isPart);
  // What the question itself speaks of, or else what carries the answer, is what the next question is about.
  const spokenOf = answer.verdict === 'excluded' ? (first ?? deciding) : deciding;
  keepInHand(talk, product, spokenOf, { question, verdict: answer.verdict });
  await disclose(talk, product, {
    clauses: shown,
    key: first ? 'ask.bearing' : `ask.${answer.verdict}`,
    data: {
      ...quoted(top),
      excluded: first !== undefined && answer.verdict === 'excluded',
      covers: below?.kind === 'cover',
      carrying: below ? [quoted(below)] : [],
      named: named.map(({ number, heading }) => `${number} ${heading}`),
      rest: rest.length > 0,
      confirms,
      defined: first ? [] : answer.defined,
    },
    buttons: buttonsFor({
      clear: confirms,
      doubt: confirms,
      rest: unshown.length > 0,
      example: !confirms && Boolean(top.example),
      wording: isPart,
    }),
  });
}

/** Buttons, those that are wanted. */
export const buttonsFor = (wanted: Partial<Record<Button, boolean>>): Button[] =>
  (Object.keys(wanted) as Button[]).filter((button) => wanted[button]);

/**
 * Whether to ask that they say so when it is clear to them: of an exclusion that the question speaks of, and once. That it
 * was shown is kept of each.
 */
function asksToConfirm({ state }: Talk, verdict: Verdict, first: Citation | undefined): boolean {
  if (first?.kind !== 'exclusion' || verdict !== 'excluded') return false;
  return !(state.shown?.product === first.product && state.shown.clauses.includes(first.clause));
}

/** Remembers what the answer rests on, for the next question. */
export function keepInHand(
  talk: Talk,
  product: Product,
  { clause }: { clause: string },
  { question, verdict }: { question: string; verdict: string },
): void {
  const { code, version } = product;
  talk.state.product = code;
  talk.state.inHand = { product: code, version, clause, question, verdict, messages: 0 };
}

/** Says that no clause answers, offers the nearest ones as such, and keeps the question for the knowledge's editors. */
export async function sayUnknown(talk: Talk, product: Product, answer: NoAnswer, question: string): Promise<void> {
  const { nearest } = answer;
  await recordMiss(talk, product, answer, question);
  await talk.say('ask.unknown', {
    product: product.text[talk.locale].name,
    nearest: nearest.map(({ number, heading }) => ({ number, heading })),
  });
}

/** Keeps a question that no clause answers, for the knowledge's editors. */
export const recordMiss = (talk: Talk, product: Product, { nearest }: NoAnswer, question: string): Promise<void> =>
  talk.services.misses.record({ question, product: product.code, locale: talk.locale, nearest });

/** The general entry on suicide. */
export const SUICIDE = 'suicide';

/** Answers a question about insurance in general, with its sources; untitled where the title would hurt. */
export async function sayGeneral(talk: Talk, { id, text }: GeneralEntry, { isUntitled = false } = {}): Promise<void> {
  const { heading, answer, sources } = text[talk.locale];
  talk.state.inHand = { general: id, question: talk.said.words, messages: 0 };
  await talk.say('ask.general', { heading: isUntitled ? '' : heading, answer, sources });
}

/** Keeps which clauses are a tap away. */
export function fold(talk: Talk, product: Product, rest: readonly Pick<Citation, 'clause'>[]): void {
  const { code, version, clauses } = product;
  const places = rest.map(({ clause }) => clauses.findIndex(({ id }) => id === clause)).join(' ');
  if (rest.length === 0) delete talk.state.folded;
  else talk.state.folded = { product: code, version, places };
}

/** The clauses that are a tap away, of the product as it is known now. */
export function foldedClauses({ folded }: Pick<TalkState, 'folded'>, product: Product | undefined): Clause[] {
  const places = folded?.places?.split(' ') ?? [];
  return places.flatMap((place) => product?.clauses[Number(place)] ?? []);
}

/** The clauses with these ids that a product has. */
export const clausesOf = (product: Product | undefined, ids: readonly string[]): Clause[] =>
  ids.flatMap((id) => product?.clauses.find((clause) => clause.id === id) ?? []);
