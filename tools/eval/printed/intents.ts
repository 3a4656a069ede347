import { print } from '../../../cli/lines.ts';
import { crossValidate, evaluatePublic } from '../intents.ts';
import { bar, rounded } from './figure.ts';
import { othersUtterances } from './utterances.ts';

/** Prints how well messages find their intents: our own phrasings, cross-validated; what others wrote; public sets. */
export function intents(data: string, show: boolean, mostConfusions: number): void {
  ourPhrasings(mostConfusions);
  othersUtterances(show);
  publicSets(data);
}

function ourPhrasings(mostConfusions: number): void {
  for (const language of ['zh-CN', 'en'] as const) {
    const { accuracy, phrasings, byIntent, confusions } = crossValidate(language);
    print({ figure: 'intents, cross-validated', language, phrasings, value: rounded(accuracy) });
    for (const [intent, value] of Object.entries(byIntent))
      print({ figure: 'intent', language, intent, value: rounded(value) });
    for (const confusion of confusions.slice(0, mostConfusions)) print({ figure: 'confusion', language, ...confusion });
  }
}

function publicSets(data: string): void {
  for (const [name, atLeast] of [
    ['banking77', 0.91],
    ['clinc150', 0.92],
  ] as const) {
    const value = evaluatePublic(data, name);
    if (value === undefined) print({ note: `${name} was not found in ${data}: its figure is missing` });
    else bar(name, value, { atLeast });
  }
}
