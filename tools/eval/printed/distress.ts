import { print } from '../../../cli/lines.ts';
import { recognizerOfConversations } from '../../../dialogs/recognizer.ts';
import { unanswerable } from '../../../knowledge/search/answerable.ts';
import { Suspicion } from '../../../understanding/phrases/distress/suspicion.ts';
import { crossValidate, evaluateDistress } from '../distress.ts';
import { alarmsIn, saidByStrangers, saidInTalks } from '../said-in-talks.ts';
import { actsSaid, amounts, times } from '../sets.ts';
import { bar, rounded } from './figure.ts';

/**
 * Prints how much danger is heard in what a stranger wrote, and in kinds that nothing was learnt of, by what it says, and
 * what ordinary messages are taken for it, at first and in the middle of a talk. Of what is held back no sentence is ever
 * shown.
 */
export function distress(show: boolean): void {
  inTalks(show);
  const suspicion = new Suspicion(unanswerable());
  for (const language of ['zh-CN', 'en'] as const) {
    const figures = evaluateDistress(suspicion, language);
    if (!figures) print({ note: 'the sentences that were held back were not found: their figures are missing' });
    for (const [said, { sentences, met, called }] of Object.entries(figures?.said ?? {}))
      print({ figure: 'danger, held back', language, said, sentences, met: rounded(met), called: rounded(called) });
  }
  for (const { language, ordinary, inATalk, kinds } of crossValidate()) {
    for (const [said, { sentences, met }] of Object.entries(kinds))
      print({ figure: 'danger, kinds that were not learnt', language, said, sentences, met: rounded(met) });
    bar(`ordinary messages taken for danger, ${language}`, ordinary.share, { atMost: 0.003 });
    const { messages, share, alarmed } = inATalk;
    print({ figure: 'said in the middle of a talk, taken for danger', language, messages, share: rounded(share) });
    if (show) print({ language, ordinary: ordinary.alarmed, inATalk: alarmed });
  }
}

/** How many messages in the middle of a talk are suspected: `learnt` are those that were learnt from. */
function inTalks(show: boolean): void {
  const recognizer = recognizerOfConversations();
  const plain = actsSaid('open').filter(({ acts }) => !acts.some(({ kind }) => kind === 'wish-to-die'));
  const said = {
    'the talks of the desk': saidInTalks(),
    'strangers, open half': saidByStrangers('open'),
    'strangers, held-back half': saidByStrangers('held-back'),
    'acts, times and amounts, open halves, learnt': [...plain, ...times('open'), ...amounts('open')].map(
      ({ text }) => text,
    ),
  };
  for (const [of, messages] of Object.entries(said)) {
    const { by, suspected } = alarmsIn(messages, recognizer);
    print({ figure: 'suspected in the middle of a talk', of, messages: messages.length, ...by });
    if (show && !of.includes('held-back')) print({ of, suspected });
  }
}
