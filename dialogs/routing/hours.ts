import { QUEUE } from '../../understanding/queue-words.ts';
import { hoursTold } from '../kit/hours-told.ts';
import type { Talk } from '../kit/talk.ts';

/** Tells when people are there, where that is asked: the week, the day that they name, now, and what is open round the clock. */
export async function tellHours(talk: Talk): Promise<boolean> {
  if (!QUEUE.hours.test(talk.said.words)) return false;
  talk.speakAs('human');
  await talk.say('hours.told', await hoursTold(talk));
  return true;
}
