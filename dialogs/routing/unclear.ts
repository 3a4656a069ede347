import { words as wordsOf } from '../../templates/render.ts';
import type { Intent } from '../../understanding/intents/intents.ts';
import { isHappeningNow } from '../../understanding/paid.ts';
import { choice } from '../../understanding/values/choice.ts';
import type { Talk } from '../kit/talk.ts';

/** Asks which of two was meant, where the message may well mean either. Returns whether it did. */
export async function askWhich(talk: Talk): Promise<boolean> {
  const { intent, other, words } = talk.said;
  if (!other) return false;
  // Whoever is in the middle of it isn't asked first what they want.
  if ([intent, other].includes('report-incident') && isHappeningNow(words)) {
    talk.said = { ...talk.said, intent: 'report-incident', other: undefined };
    return false;
  }
  talk.state.unclear = { words, intents: [intent, other] };
  talk.speakAs('help');
  await talk.say('unclear.which', {}, { actions: [intent, other].map((either) => label(either, talk)) });
  return true;
}

/** The one that was meant, if the customer says it now; their first words are taken up again. */
export function whichWasMeant(talk: Talk): Intent | undefined {
  const { unclear } = talk.state;
  delete talk.state.unclear;
  if (!unclear) return undefined;
  const either = choice(unclear.intents.map((intent) => ({ value: intent, words: [label(intent, talk)] })));
  const chosen = talk.read(either);
  if (!chosen || !('value' in chosen)) return undefined;
  talk.takeAs(unclear.words);
  talk.said = { ...talk.said, intent: chosen.value, score: 1 };
  return chosen.value;
}

const label = (intent: Intent, talk: Talk): string => wordsOf(`intent.${intent}`, talk.locale);
