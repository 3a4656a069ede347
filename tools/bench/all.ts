import { print } from '../../cli/lines.ts';
import type { DeskProcess } from '../lab/processes.ts';
import { benchSearch } from './search.ts';
import { median, rounded } from './statistics.ts';
import { holdStreams } from './streams/streams.ts';
import { BACKENDS, Field } from './turn/field.ts';
import { type Aim, judgeCount } from './turn/judge.ts';
import { planFrom } from './turn/options.ts';
import { printCounts, printTimed } from './turn/turn.ts';
import { benchUnderstanding } from './understand.ts';

const LATER_STARTS = 3;
const STREAMS = 2_000;

/** What is measured against an aim. */
const aim = (figure: Record<string, unknown>, value: number, aim: Aim) =>
  print({ ...figure, value: rounded(value), ...aim, ...judgeCount(value, aim) });

/**
 * `desk bench`: starts, turns (as many as `bench turn` is told), memory, understanding and search, in one run on one
 * machine. Takes about five minutes.
 */
export async function benchAll(args: string[]): Promise<void> {
  const plan = planFrom(args);
  const field = await Field.layOut();
  try {
    if (field.desks.pglite) await starts(field.desks.pglite);
    field.desks.postgres?.start();
    await field.desks.postgres?.ready();
    for (const of of BACKENDS) memory(field, of, 'idle');
    await printTimed(field, plan);
    for (const of of BACKENDS) {
      const desk = field.desks[of];
      if (!desk) continue;
      const { release } = await holdStreams(desk.url, STREAMS);
      memory(field, of, `with ${STREAMS} open streams`);
      await release();
    }
  } finally {
    await field.close();
  }
  await printCounts(plan);
  benchUnderstanding();
  await benchSearch();
}

function memory({ desks }: Field, of: (typeof BACKENDS)[number], when: string): void {
  const desk = desks[of];
  if (desk) print({ figure: 'memory', of, when, unit: 'MB', value: rounded(desk.residentMegabytes()) });
}

/** From the start of the process until it takes requests: on a fresh folder, and later. */
async function starts(desk: DeskProcess): Promise<void> {
  const start = async (): Promise<number> => {
    const from = performance.now();
    desk.start();
    await desk.ready();
    return (performance.now() - from) / 1000;
  };
  aim({ figure: 'ready', of: 'pglite', when: 'first start', unit: 's' }, await start(), { atMost: 3.5 });
  const later: number[] = [];
  for (let round = 0; round < LATER_STARTS; round++) {
    await desk.stop();
    later.push(await start());
  }
  aim({ figure: 'ready', of: 'pglite', when: 'later starts', unit: 's' }, median(later), { atMost: 2.2 });
}
