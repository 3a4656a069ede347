import { asksOfCover } from '../../understanding/hurt.ts';
import { wishFor, wordsFor } from '../kit/danger.ts';
import { joinQueue } from '../kit/queue.ts';
import type { Talk } from '../kit/talk.ts';

/**
 * Who is being defrauded is told to stop and whom to call. What they want done in the same breath, a surrender or a
 * change, isn't taken down: a person looks first.
 */
export async function meetFraud(talk: Talk): Promise<void> {
  talk.speakAs('human');
  await talk.say(wordsFor('fraud'));
  await joinQueue(talk, wishFor('fraud', undefined));
}

/** Who asks about cover in the same breath is told who answers that. */
export async function addWhoAnswers(talk: Talk): Promise<void> {
  if (asksOfCover(talk.said.words)) await talk.say('danger.asked-next');
}
