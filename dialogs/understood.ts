import { hearUnderstanding } from '../services/evidence/understanding.ts';
import { showAgain } from './ask/say-answer.ts';
import type { Talk } from './kit/talk.ts';

/**
 * Hears what a message says about the clauses shown just before it, and has it noted, whatever else comes of the
 * message. It counts in the turn right after they were shown; later only that they weren't understood does, while
 * nothing else is being asked.
 */
export function hear(talk: Talk): void {
  const { shown, offered, stack } = talk.state;
  if (!shown) return;
  const { entries, fresh, ...rest } = shown;
  // Words that the customer changed at once confirm nothing, neither the old ones nor the new ones.
  if (!talk.said.rewritten && (fresh || stack.length === 0))
    talk.heard = talk.desk.disclosures.heard({ shownIn: entries, offered, atOnce: fresh === true });
  talk.state.shown = { ...rest, entries };
}

/** An agent speaks now: what the customer says next may be about their words. */
export function unhear({ state }: Talk): void {
  if (state.shown?.fresh) delete state.shown.fresh;
}

/** Answers the customer who says that they understood, or didn't, and nothing else. */
export async function answerUnderstanding(talk: Talk): Promise<boolean> {
  if (await showAgain(talk)) return true;
  const { heard, state } = talk;
  const says = hearUnderstanding(talk.said.words);
  if (!says?.alone) return false;
  // Understood, but not in the turn right after: nothing is noted, and nothing is said to be.
  const late = !heard && says.answer === 'understood' && state.shown !== undefined && state.stack.length === 0;
  if (!heard && !late) return false;
  talk.speakAs('ask');
  await talk.say(!heard ? 'ask.noted' : heard.answer === 'understood' ? 'ask.confirmed' : 'ask.not-understood');
  return true;
}
