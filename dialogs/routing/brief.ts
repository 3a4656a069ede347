import { findsItTooMuch } from '../../understanding/brief.ts';
import type { Talk } from '../kit/talk.ts';

/** Who can't take in as much as the desk writes hears so, and is written to shortly from here on. */
export async function writeShorter(talk: Talk): Promise<boolean> {
  if (!findsItTooMuch(talk.said.words)) return false;
  talk.state.briefly = true;
  talk.keptIt(); // it tells of nothing else
  await talk.say('tone.briefly');
  return true;
}
