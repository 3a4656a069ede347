import { isHappeningNow } from '../../understanding/paid.ts';
import { choice } from '../../understanding/values/kit/choice.ts';
import { nameFor } from '../kit/names.ts';
import type { Talk, Wish } from '../kit/talk.ts';

/** What the message wants; undefined where it may well mean either of two, of which the customer is asked then. */
export async function wishOrAskWhich(talk: Talk): Promise<Wish | undefined> {
  const { intent, other, words, entryId } = talk.said;
  if (!other) return talk.wish;
  // Whoever is in the middle of it isn't asked first what they want.
  if ([intent, other].includes('report-incident') && isHappeningNow(words))
    return { intent: 'report-incident', said: { ...talk.said, intent: 'report-incident', other: undefined } };
  talk.state.unclear = { words, entry: entryId, intents: [intent, other] };
  talk.speakAs('help');
  await talk.say('unclear.which', {}, { actions: [intent, other].map((either) => nameFor(either, talk.locale)) });
  return undefined;
}

/** The one that was meant, if the customer says it now; their first words are taken up again. */
export function whichWasMeant(talk: Talk): Wish | undefined {
  const { unclear } = talk.state;
  delete talk.state.unclear;
  if (!unclear) return undefined;
  const either = choice(unclear.intents.map((intent) => ({ value: intent, words: [nameFor(intent, talk.locale)] })));
  const chosen = talk.read(either);
  if (!chosen || !('value' in chosen)) return undefined;
  const { words, entry = talk.said.entryId } = unclear;
  return { intent: chosen.value, said: { ...talk.saidAs(words), entryId: entry, intent: chosen.value, score: 1 } };
}
