import { hearUnderstanding } from '../../services/evidence/understanding.ts';
import { phrases } from '../../understanding/phrases/phrases.ts';
import { ASKS } from '../../understanding/question.ts';
import { explainShown, showAgain } from '../conversations/ask/folded.ts';
import type { Intent } from '../conversations/index.ts';
import type { Talk } from '../kit/talk.ts';

/**
 * Hears what a message says about the clauses shown just before it, and has it noted, whatever else comes of the
 * message. It counts in the turn right after they were shown; later only that they weren't understood does, while
 * nothing else is being asked.
 */
export function hear(talk: Talk): void {
  const { shown, offered, stack, inHand } = talk.state;
  if (inHand) talk.state.inHand = { ...inHand, messages: inHand.messages + 1 };
  if (!shown) return;
  const { entries, fresh, ...rest } = shown;
  // Words that the customer changed at once confirm nothing, neither the old ones nor the new ones.
  if (!talk.said.rewritten && (fresh || stack.length === 0))
    talk.hear(talk.services.disclosures.heard({ shownIn: entries, offered, atOnce: fresh === true }));
  talk.state.shown = { ...rest, entries };
}

/** An agent speaks now: what the customer says next may be about their words. */
export function unhear({ state }: Talk): void {
  if (state.shown?.fresh) delete state.shown.fresh;
}

/** Says something after a clause that is none of the desk's business by itself. */
const BY_THE_WAY: readonly string[] = [
  'thanks',
  'out-of-scope',
  'greeting',
  'help',
  'ask',
  'file-complaint',
] satisfies Intent[];
/** What is said of a clause is short; what is longer wants something. */
const SHORT = 24;
const { scoffs, disagrees } = phrases('explained', ['scoffs', 'disagrees']);

/**
 * Answers the customer who says that they understood, or didn't, and nothing else. Who scoffs has not understood, and who
 * disagrees has said nothing about it: neither is ever noted as understood, and each gets what fits.
 */
export async function answerUnderstanding(talk: Talk): Promise<boolean> {
  if (await showAgain(talk)) return true;
  const { heard, state, said } = talk;
  const isAboutIt =
    state.shown !== undefined &&
    state.stack.length === 0 &&
    said.words.length <= SHORT &&
    (said.score < 1 || said.intent === 'thanks') &&
    BY_THE_WAY.includes(said.intent);
  if (isAboutIt && (scoffs.test(said.words) || heard?.answer === 'not-understood')) {
    return sayNotUnderstood(talk);
  }
  if (isAboutIt && disagrees.test(said.words) && !ASKS['rather-than-objects'].test(said.words)) {
    talk.speakAs('ask');
    await talk.say('ask.disagreed');
    return true;
  }
  const says = hearUnderstanding(talk.said.words);
  if (!says?.alone) return false;
  // Understood, but not in the turn right after: nothing is noted, and nothing is said to be.
  const late = !heard && says.answer === 'understood' && state.shown !== undefined && state.stack.length === 0;
  if (!heard && !late) return false;
  if (heard?.answer === 'not-understood') return sayNotUnderstood(talk);
  talk.speakAs('ask');
  await talk.say(heard ? 'ask.confirmed' : 'ask.noted');
  return true;
}

/** Who doesn't understand a clause hears it in other words; where these didn't help either, that a person explains it. */
async function sayNotUnderstood(talk: Talk): Promise<boolean> {
  if (!talk.state.shown?.explained && (await explainShown(talk))) return true;
  talk.speakAs('ask');
  await talk.say('ask.not-understood');
  return true;
}
