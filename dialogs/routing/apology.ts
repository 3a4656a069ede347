import { joinQueue } from '../kit/queue.ts';
import type { Talk } from '../kit/talk.ts';

/** Something of the desk's own went wrong in answering. Who asked for a person gets one; who didn't is offered one. */
export async function apologise(talk: Talk): Promise<void> {
  const { intent, score } = talk.said;
  if (intent === 'human' && score === 1) return joinQueue(talk, { reason: 'asked', urgency: 0 });
  await talk.say('trouble.sorry');
}
