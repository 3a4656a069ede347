import { callWished } from '../../understanding/call-back-words.ts';
import { type AmidASwindle, amidASwindle, blamesThemselves } from '../../understanding/perils.ts';
import { dialogNamed, type Intent } from '../conversations/index.ts';
import { CERTAINTY } from '../kit/certainty.ts';
import { wordsFor } from '../kit/danger.ts';
import type { Talk } from '../kit/talk.ts';
import { resume } from './stack.ts';
import { isWaiting } from './waiting.ts';

const SENTENCE: Record<AmidASwindle, string> = {
  theirs: 'danger.fraud-theirs',
  moved: 'danger.fraud-moved',
  presses: 'danger.fraud-presses',
  believes: 'danger.fraud-believes',
  'broke-off': 'danger.fraud-broke-off',
};

/** Who wants it looked into is heard out: what they tell is of the complaint. */
const COMPLAINING: Intent = 'file-complaint';

/** Who tells more says it to somebody who listens; what they want beside it is long. */
const MOST = 160;

/**
 * Who was warned of a swindle and tells how it goes on (the money is gone, the caller presses, they half believe it, they
 * hung up) hears what fits that, wherever the talk stands; what they tell is kept as words: the number of who swindles them
 * never becomes theirs. Returns whether it was that.
 */
export async function goOnAboutSwindle(talk: Talk): Promise<boolean> {
  const { state, said } = talk;
  const advised = state.advised ?? [];
  if (!advised.includes(wordsFor('fraud')) || said.words.length > MOST || callWished(said.words) !== null) return false;
  if (said.intent === COMPLAINING && said.score >= CERTAINTY.ofItsOwn) return false;
  const found = amidASwindle(said.words) ?? (said.peril === 'swindle' ? 'presses' : undefined);
  const ashamed = blamesThemselves(said.words);
  if (!found && !ashamed) return false;
  talk.speakAs('human');
  const sentence = found ? SENTENCE[found] : 'danger.fraud-no-fault';
  if (!advised.includes(sentence) || found === 'theirs') {
    state.advised = [...advised, sentence];
    await talk.say(sentence, { ashamed });
  } else if (ashamed) await talk.say('danger.fraud-no-fault');
  else await talk.say('danger.fraud-again');
  await keep(talk);
  return true;
}

/** What they tell is kept with what is in hand, or for who comes. */
async function keep(talk: Talk): Promise<void> {
  const { text, entryId } = talk.said;
  const top = talk.state.stack.at(-1);
  if (top) {
    await dialogNamed(top.dialog, talk.services)?.note?.(talk, top);
    return isWaiting(talk) ? undefined : resume(talk);
  }
  talk.keptIt();
  await talk.services.cases.note({ words: text, entry: entryId, by: 'customer' });
}
