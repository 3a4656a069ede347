import type { Act, ActName } from '../../understanding/acts/act.ts';
import { cut } from '../../understanding/clauses/cut.ts';
import { isBusiness } from '../conversations/index.ts';
import { CERTAINTY } from '../kit/certainty.ts';
import type { Said, Talk, Wish } from '../kit/talk.ts';
import type { Frame } from '../kit/talk-state.ts';
import { tellsNoChange } from './no-change.ts';

/** What tells something to the matter in hand. */
const FOR_THE_MATTER: readonly ActName[] = ['inform', 'correct', 'affirm', 'skip'];
/** What is answered by another one. */
const BESIDE: readonly ActName[] = ['ask', 'want'];

/** A message of two parts: what it tells the matter in hand, and what it asks or wants beside that. */
export interface Shared {
  own: Said;
  beside: Wish;
}

/** Whether a message has parts at all. */
export const mayBeShared = (words: string): boolean => cut(words).length > 1;

/**
 * Parts a message that tells the matter in hand something and asks or wants something else in the same breath, so that each
 * gets its own: a question is never answered by a question of ours alone. Undefined where it does only one of them.
 */
export function shared(talk: Talk, top: Frame, acts: readonly Act[]): Shared | undefined {
  const asked = acts.filter(({ act, intent }) => BESIDE.includes(act) && intent !== top.dialog);
  if (asked.length === 0 || !acts.some(({ act }) => FOR_THE_MATTER.includes(act))) return undefined;
  const { said: wish } = tellsNoChange(talk.taking(talk.saidAs(textOf(asked))));
  const { intent, score } = wish;
  const isOpen = talk.state.stack.some(({ dialog }) => dialog === intent);
  if (!isBusiness(intent) || isOpen || score < CERTAINTY.ofItsOwn) return undefined;
  const rest = without(talk.said.words, asked);
  return rest ? { own: talk.saidAs(rest), beside: { intent, said: wish } } : undefined;
}

const textOf = (acts: readonly Act[]): string => acts.map(({ text }) => text).join('\n');

/** What stands between acts and ends none. */
const BETWEEN = /[\s，；,;]/;
function withoutEnd(piece: string): string {
  let end = piece.length;
  while (end > 0 && BETWEEN.test(piece[end - 1] ?? '')) end--;
  return piece.slice(0, end);
}

/** A message without the words of these acts. */
function without(words: string, acts: readonly Act[]): string {
  const left = acts.reduceRight((rest, { at, end }) => `${rest.slice(0, at)}\n${rest.slice(end)}`, words);
  const pieces = left.split('\n').map((piece) => piece.replace(/^[，。；,.;?？!！\s]+/u, ''));
  return pieces.map(withoutEnd).filter(Boolean).join('\n');
}
