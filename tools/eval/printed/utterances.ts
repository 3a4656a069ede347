import { print } from '../../../cli/lines.ts';
import { recognizerOfConversations } from '../../../dialogs/recognizer.ts';
import { missedPeople } from '../missed-people.ts';
import { byLanguage, grouped } from '../shares.ts';
import { intentFigures, misunderstood, questionsBack, type Understood, understand } from '../utterances.ts';
import { bar, inShort } from './figure.ts';

/** Prints how well the utterances that others wrote find their intents. */
export function othersUtterances(show: boolean): void {
  const recognizer = recognizerOfConversations();
  const open = understand(recognizer, 'open');
  halfOf('open', open);
  for (const [kind, figures] of grouped(open, ({ kind }) => kind, intentFigures))
    print({ figure: 'utterances, open half', kind, ...inShort(figures) });
  if (show) {
    for (const one of misunderstood(open)) print({ figure: 'misunderstood', ...one });
    for (const one of missedPeople(open)) print({ figure: 'a person, a death or an injury missed', ...one });
  }

  const heldBack = understand(recognizer, 'held-back');
  halfOf('held-back', heldBack);
  const aims = { zh: 0.95, en: 0.96, mixed: 0.96 };
  for (const [language, atLeast] of Object.entries(aims)) {
    const { right } = intentFigures(heldBack.filter(({ lang }) => lang === language));
    bar(`intents, held-back half, ${language}`, right, { atLeast });
  }
  const { outOfScope, lost } = intentFigures(heldBack);
  bar('out-of-scope ones found, held-back half', outOfScope, { atLeast: 0.9 });
  bar('requests lost to out-of-scope, held-back half', lost, { atMost: 0.02 });
}

/** Totals only: they are all that may be known of the held-back half. */
function halfOf(half: string, all: readonly Understood[]): void {
  for (const [language, figures] of byLanguage(all, intentFigures))
    print({ figure: `utterances, ${half} half`, language, ...inShort(figures) });
  print({ figure: `questions back, ${half} half`, ...questionsBack(all) });
  bar(`people, deaths and injuries missed, ${half} half`, missedPeople(all).length, { atMost: 0 });
}
