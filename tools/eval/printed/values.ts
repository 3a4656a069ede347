import { print } from '../../../cli/lines.ts';
import type { Half } from '../sets.ts';
import { byLanguage, grouped } from '../shares.ts';
import { type Read, readAmounts, readTimes, valueFigures } from '../values.ts';
import { bar, inShort } from './figure.ts';

/** Prints how well times and amounts are read in what others wrote. */
export function values(show: boolean): void {
  of('times', readTimes, { right: 0.95, silentlyWrong: 0.005 }, show);
  of('amounts', readAmounts, { right: 0.95, silentlyWrong: 0 }, show);
}

function of(what: string, read: (half: Half) => Read[], aims: { right: number; silentlyWrong: number }, show: boolean) {
  const open = read('open');
  totals(`${what}, open half`, open);
  for (const [kind, figures] of grouped(open, ({ kind }) => kind, valueFigures))
    print({ figure: `${what}, open half`, kind, ...inShort(figures) });
  if (show) for (const one of open) if (one.verdict !== 'right') print({ figure: 'misread', ...one });

  const heldBack = read('held-back');
  totals(`${what}, held-back half`, heldBack);
  const { right, silentlyWrong } = valueFigures(heldBack);
  bar(`${what} read right, held-back half`, right, { atLeast: aims.right });
  bar(`${what} silently wrong, held-back half`, silentlyWrong, { atMost: aims.silentlyWrong });
}

/** All that may be known of the held-back half. */
function totals(figure: string, all: readonly Read[]): void {
  for (const [language, figures] of byLanguage(all, valueFigures)) print({ figure, language, ...inShort(figures) });
}
