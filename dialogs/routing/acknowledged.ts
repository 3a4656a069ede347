import { acknowledges } from '../../understanding/acknowledges.ts';
import { doesOnly } from '../../understanding/acts/in-hand.ts';
import { cut } from '../../understanding/clauses/cut.ts';
import { yesNo } from '../../understanding/values/yes-no.ts';
import type { Talk } from '../kit/talk.ts';

/** Whether a message only acknowledges: nothing is asked, and nothing to be understood. */
export const isAcknowledged = ({ said: { text, words } }: Talk): boolean =>
  acknowledges(words) || acknowledges(text.trim());

/** Whether a message is no more than a yes, a no or an OK. */
export function isBare(talk: Talk): boolean {
  const words = talk.said.words.trim();
  if (words.length > (/\p{Script=Han}/u.test(words) ? BARE : BARE_LATIN) || cut(words).length > 1) return false;
  const answer = talk.read(yesNo);
  return (
    acknowledges(words) || doesOnly(words, 'agrees', 'nods', 'submits') || (answer !== undefined && 'value' in answer)
  );
}
/** Nobody says a bare word in more. */
const BARE = 6;
const BARE_LATIN = 16;

/** Whether it does for the first time: who says nothing else again and again needs another way on. */
export const isFirstAcknowledged = (talk: Talk): boolean =>
  isAcknowledged(talk) && !acknowledges(talk.state.last?.words ?? '');

/** With nothing in hand who only acknowledges hears that the desk is there. */
export async function acknowledge(talk: Talk): Promise<boolean> {
  const { state, said, heard } = talk;
  if (state.stack.length > 0 || state.unclear || state.areTheyAllRight || heard || !isAcknowledged(talk)) return false;
  if (said.score >= 1 && said.intent !== 'thanks') return false;
  talk.speakAs('greeting');
  await talk.say(state.shown && (state.inHand?.messages ?? 0) <= 1 ? 'ask.noted' : 'greeting.here');
  return true;
}
