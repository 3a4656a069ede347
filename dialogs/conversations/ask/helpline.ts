import { distressIn, isAboutSelfHarm } from '../../../understanding/phrases/distress/distress.ts';
import type { Talk } from '../../kit/talk.ts';

/** The helpline, below an answer to a sober question about suicide or self-harm. */
export async function addHelpline(talk: Talk, asked: string): Promise<void> {
  const kind = distressIn(asked)?.kind;
  // Whose car somebody else fell on asks about the car.
  if (!isAboutSelfHarm(asked) || kind === 'witnessed') return;
  await talk.say(kind === 'bereaved' ? 'distress.helpline-bereaved' : 'distress.helpline');
}
