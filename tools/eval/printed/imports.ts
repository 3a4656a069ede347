import { join } from 'node:path';
import { print } from '../../../cli/lines.ts';
import { evaluateImports, type ImportFigures, type Tallied } from '../imports.ts';
import { bar, rounded } from './figure.ts';

const WORDINGS = join(import.meta.dirname, '..', '..', '..', 'tests', 'knowledge', 'import', 'wordings');

/** Prints how wordings come in: those beside the project, where they are, and our own; of those held back no miss is shown. */
export async function imports(data: string, show: boolean): Promise<void> {
  const sets = [
    { set: 'given', folder: join(data, 'wordings'), wanted: join(WORDINGS, 'given.yaml'), shown: show },
    { set: 'own', folder: join(WORDINGS, 'own'), wanted: join(WORDINGS, 'own.yaml'), shown: show },
    { set: 'held back', folder: join(WORDINGS, 'held-back'), wanted: join(WORDINGS, 'held-back.yaml'), shown: false },
  ];
  for (const { set, shown, ...wordings } of sets) {
    const figures = await evaluateImports(wordings);
    if (figures) printed(set, figures, shown);
    else print({ note: `the wordings ${set} were not found: not measured` });
  }
}

function printed(set: string, { files, refused, warningsPerFile, ...figures }: ImportFigures, show: boolean): void {
  print({ figure: 'wordings', set, files, refused: refused.length, warningsPerFile: rounded(warningsPerFile) });
  for (const [figure, { right, of, missed }] of Object.entries(figures) as [string, Tallied][]) {
    if (of === 0) continue;
    print({ figure: `imports: ${figure}`, set, value: rounded(right / of), right, of });
    if (show) for (const miss of missed) print({ miss });
  }
  if (show) for (const why of refused) print({ refused: why });
  bar(`imports: items of lists of exclusions in one, ${set}`, shareOf(figures.exclusions), { atLeast: 0.97 });
  bar(`imports: periods right or left out, ${set}`, shareOf(figures.days), { atLeast: 1 });
}

const shareOf = ({ right, of }: Tallied): number | undefined => (of > 0 ? right / of : undefined);
