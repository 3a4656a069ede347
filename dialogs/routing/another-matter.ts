import { clauseDoes, namedIn } from '../../understanding/acts/in-hand.ts';
import { cut } from '../../understanding/clauses/cut.ts';
import { QUESTION } from '../../understanding/form-words.ts';
import { dialogNamed, isBusiness } from '../conversations/index.ts';
import { VERIFICATION } from '../identity/verification.ts';
import { CERTAINTY } from '../kit/certainty.ts';
import { nameFor } from '../kit/names.ts';
import type { Said, Talk } from '../kit/talk.ts';
import type { Frame } from '../kit/talk-state.ts';
import { DROPS, start } from './stack.ts';

/* Another matter than the one in hand: it comes after this one, or it alone is dropped, and this one stands. */

/** What the customer says of the matter in hand who goes on to another one. */
const DONE_WITH_IT = ['no-more', 'submits', 'agrees', 'nods'] as const;

/**
 * Who confirms a matter, or has told all of it, and wants another one in the same breath (报完了吧 好 现在改卡): that comes
 * after it. Returns what the message says of this one; undefined where it isn't so.
 */
export function thenAnother(talk: Talk, top: Frame): { own: Said; label: string } | undefined {
  const { words, entryId } = talk.said;
  if (top.state.asking !== 'confirm' || QUESTION.test(words)) return undefined;
  const clauses = cut(words).map(({ at, end }) => ({
    text: words.slice(at, end),
    does: clauseDoes(words.slice(at, end)),
  }));
  const beside = clauses.filter(({ does }) => does === 'else').map(({ text }) => text);
  const own = clauses.filter(({ does }) => does !== 'else');
  if (beside.length === 0 || !own.some(({ does }) => DONE_WITH_IT.some((one) => one === does))) return undefined;
  if (!own.every(({ does }) => does === 'social' || DONE_WITH_IT.some((one) => one === does))) return undefined;
  const { intent, score } = talk.services.understand(beside.join('，'));
  if (!isBusiness(intent) || intent === top.dialog || score < CERTAINTY.ofItsOwn) return undefined;
  const { pending = [], parked = [], stack } = talk.state;
  if (![...pending.map((one) => one.intent), ...[...parked, ...stack].map(({ dialog }) => dialog)].includes(intent))
    talk.state.pending = [...pending, { intent, words: beside.join('，'), entry: entryId }];
  return { own: talk.saidAs(own.map(({ text }) => text).join('，')), label: nameFor(intent, talk.locale) };
}

/** Drops a matter that waits, or only that one of several, by its name: what is in hand stands, and that is said. */
export async function dropsAnother(talk: Talk): Promise<boolean> {
  const { state, services, said, locale } = talk;
  const top = state.stack.findLast(({ dialog }) => dialog !== VERIFICATION);
  const wanted = namedIn(said.words).map((named) => services.understand(named).intent);
  if (wanted.length === 0 || QUESTION.test(said.words)) return false;
  const { parked = [], pending = [] } = state;
  // Where only one waits, and the one in hand isn't named, that is the one.
  const isOther = !state.stack.some((frame) => wanted.includes(frame.dialog));
  const waits =
    parked.find((frame) => wanted.includes(frame.dialog)) ?? (isOther && parked.length === 1 ? parked[0] : undefined);
  const isPending = pending.some(({ intent }) => wanted.includes(intent));
  const dialog = waits?.dialog ?? wanted.find((intent) => isBusiness(intent));
  if (!dialog) return false;
  talk.keptIt(); // it tells nothing of the matter in hand
  if (state.stack.some((frame) => frame.dialog === dialog)) {
    // Who they are is asked for that one alone.
    state.stack = state.stack.filter((frame) => frame.dialog !== VERIFICATION);
    await start(talk, DROPS);
    return true;
  }
  if (!top || !isBusiness(top.dialog)) return false;
  if (waits) {
    await dialogNamed(waits.dialog, services)?.drop?.(talk, waits);
    state.parked = parked.filter((frame) => frame !== waits);
    state.dropped = { frame: waits, at: said.at.toISOString() };
  }
  if (isPending) state.pending = pending.filter(({ intent }) => !wanted.includes(intent));
  talk.speakAs(DROPS);
  await talk.say('cancel.one-of-them', { what: nameFor(dialog, locale), stands: nameFor(top.dialog, locale) });
  return true;
}

/** Says that what was in hand is kept, where another matter was begun above it. */
export async function sayKept(talk: Talk, below: Frame): Promise<void> {
  const { stack } = talk.state;
  const top = stack.at(-1);
  const begun = stack[stack.indexOf(below) + 1];
  if (!top || top === below || !begun || !stack.includes(below) || talk.services.floor() !== 'bot') return;
  if (!isBusiness(begun.dialog) || !isBusiness(below.dialog) || !dialogNamed(below.dialog, talk.services)?.recap)
    return;
  await talk.say('several.kept', { label: nameFor(below.dialog, talk.locale) });
}
