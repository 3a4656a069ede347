import { print } from '../../../cli/lines.ts';
import { options } from '../../../cli/usage.ts';
import { bar, inShort } from '../../../tools/eval/printed/figure.ts';
import type { Half } from '../../../tools/eval/sets.ts';
import { grouped } from '../../../tools/eval/shares.ts';
import { scriptFigures } from '../../kit/strangers/figures.ts';
import type { Point, Sort } from '../../kit/strangers/judge.ts';
import { type PlayedScript, playScript, pointsOf } from '../../kit/strangers/play.ts';
import { readScripts, type Script } from '../../kit/strangers/script.ts';
import { unmetOf } from '../../kit/strangers/unmet.ts';
import { openTalkDesk } from '../../kit/talk.ts';

/*
 * `npm run -s strangers [-- ID …] [-- --misses] [-- --show]`: how far the conversations that strangers wrote are met, a line a
 * script and in all; with `--misses` what was said and heard where something is missed. Of the half that is held back only the
 * figures of all are printed, unless `--show` is given, which nobody does who works on the desk. Exits with 1 where a bar is
 * missed.
 */

/** What is aimed at of what nobody has seen: of the points, and of scripts without a missed critical one. */
const AIM = { points: 0.75, scripts: 0.6 };

type Went = Pick<Script, 'id' | 'half' | 'locale'> & PlayedScript;

const sortsOf = (all: readonly Went[]): [Sort, Pick<Point, 'met'>[]][] =>
  (['reply', 'never', 'answered', 'end'] as const).map((sort) => [
    sort,
    all.flatMap(pointsOf).filter((point) => point.sort === sort),
  ]);

function totals(half: Half, all: readonly Went[]): void {
  const figure = `strangers, ${half} half`;
  for (const [locale, figures] of [
    ['all', scriptFigures(all)] as const,
    ...grouped(all, ({ locale }) => locale, scriptFigures),
  ])
    print({ figure, locale, ...inShort(figures) });
  for (const [sort, points] of sortsOf(all))
    print({ figure, sort, points: points.length, met: points.filter(({ met }) => met).length });
}

function each(half: Half, all: readonly Went[], misses: boolean): void {
  for (const one of all) {
    const { points, met, silent } = scriptFigures([one]);
    const missed = unmetOf(pointsOf(one).filter(({ critical }) => critical));
    print({ figure: `strangers, ${half} half`, script: one.id, points, met, silent, criticalMissed: missed });
    if (misses) for (const line of missesOf(one)) print(line);
  }
}

const missesOf = ({ id, messages, end }: Went): object[] => [
  ...messages.flatMap(({ said, heard, points }) => {
    const missed = unmetOf(points);
    return missed.length > 0 ? [{ script: id, missed, said, heard }] : [];
  }),
  ...(unmetOf(end).length > 0 ? [{ script: id, missed: unmetOf(end) }] : []),
];

process.env.TZ = 'Asia/Shanghai';
const FLAGS = ['--misses', '--show'];
const args = process.argv.slice(2);
const [misses, show] = FLAGS.map((flag) => args.includes(flag));
const { rest: ids } = options(
  args.filter((arg) => !FLAGS.includes(arg)),
  [],
);

const desk = await openTalkDesk();
const went: Went[] = [];
for (const script of readScripts())
  if (ids.length === 0 || ids.includes(script.id)) {
    const { id, half, locale } = script;
    went.push({ id, half, locale, ...(await playScript(desk, script)) });
  }
await desk.close();

went.sort((one, other) => (one.id < other.id ? -1 : 1));
const [open, heldBack] = (['open', 'held-back'] as const).map((half) => went.filter((one) => one.half === half)) as [
  Went[],
  Went[],
];
each('open', open, misses === true);
if (show) each('held-back', heldBack, misses === true);
totals('open', open);
totals('held-back', heldBack);
const { share, shareOfScripts } = scriptFigures(heldBack);
bar('points of strangers that are met, held-back half', share, { atLeast: AIM.points });
bar('scripts of strangers without a missed critical point, held-back half', shareOfScripts, { atLeast: AIM.scripts });
