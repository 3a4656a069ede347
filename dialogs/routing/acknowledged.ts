import { acknowledges } from '../../understanding/acknowledges.ts';
import type { Talk } from '../kit/talk.ts';

/** Whether a message only acknowledges: nothing is asked, and nothing to be understood. */
export const isAcknowledged = ({ said: { text, words } }: Talk): boolean =>
  acknowledges(words) || acknowledges(text.trim());

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
