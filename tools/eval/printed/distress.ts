import { print } from '../../../cli/lines.ts';
import { unanswerable } from '../../../knowledge/search/answerable.ts';
import { Suspicion } from '../../../understanding/phrases/distress/suspicion.ts';
import { crossValidate, evaluateDistress } from '../distress.ts';
import { bar, rounded } from './figure.ts';

/**
 * Prints how much danger is heard in what a stranger wrote, and in kinds that nothing was learnt of, by what it says, and
 * what ordinary messages are taken for it. Of what is held back no sentence is ever shown.
 */
export function distress(show: boolean): void {
  const suspicion = new Suspicion(unanswerable());
  for (const language of ['zh-CN', 'en'] as const) {
    const figures = evaluateDistress(suspicion, language);
    if (!figures) print({ note: 'the sentences that were held back were not found: their figures are missing' });
    for (const [said, { sentences, met, called }] of Object.entries(figures?.said ?? {}))
      print({ figure: 'danger, held back', language, said, sentences, met: rounded(met), called: rounded(called) });
  }
  for (const { language, ordinary, kinds } of crossValidate()) {
    for (const [said, { sentences, met }] of Object.entries(kinds))
      print({ figure: 'danger, kinds that were not learnt', language, said, sentences, met: rounded(met) });
    bar(`ordinary messages taken for danger, ${language}`, ordinary.share, { atMost: 0.003 });
    if (show) print({ language, ordinary: ordinary.alarmed });
  }
}
