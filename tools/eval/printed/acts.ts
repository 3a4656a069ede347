import { print } from '../../../cli/lines.ts';
import { recognizerOfConversations } from '../../../dialogs/recognizer.ts';
import { type ActsRead, actFigures, byAct, readActs } from '../acts.ts';
import type { Half } from '../sets.ts';
import { byLanguage, grouped } from '../shares.ts';
import { bar, inShort } from './figure.ts';

/** What is aimed at, of messages of which all acts are read. */
const AIM = 0.8;

/** Prints how well what customers do in a message is read, in what others wrote. */
export function acts(show: boolean): void {
  const recognizer = recognizerOfConversations();
  const read = (half: Half) => readActs(recognizer, half);
  const open = read('open');
  totals('acts, open half', open);
  for (const [kind, figures] of grouped(open, ({ kind }) => kind, actFigures))
    print({ figure: 'acts, open half', kind, ...inShort(figures) });
  if (show) for (const one of open) if (one.missed.length + one.wrong.length > 0) print(miss(one));

  const heldBack = read('held-back');
  totals('acts, held-back half', heldBack);
  bar('messages of which all acts are read, held-back half', actFigures(heldBack).right, { atLeast: AIM });
}

/** All that may be known of the held-back half. */
function totals(figure: string, all: readonly ActsRead[]): void {
  for (const [language, figures] of byLanguage(all, actFigures)) print({ figure, language, ...inShort(figures) });
  for (const one of byAct(all)) print({ figure, ...inShort(one) });
}

const miss = ({ text, lang, kind, asked, open, missed, wrong }: ActsRead): object => ({
  figure: 'misread',
  text,
  lang,
  kind,
  ...(asked ? { asked: asked.fact ?? asked.options } : {}),
  ...(open.length > 0 ? { open } : {}),
  missed: missed.map(({ act, text, fact, intent, kind }) => inFew(act, fact ?? intent ?? kind, text)),
  wrong: wrong.map(({ act, text, fact, intent, kind }) => inFew(act, fact ?? intent ?? kind, text)),
});

const inFew = (act: string, of: string | undefined, text: string): string =>
  `${[act, of].filter(Boolean).join(' ')}: ${text}`;
