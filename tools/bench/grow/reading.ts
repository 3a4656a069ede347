import { Chance } from '../../lab/chance.ts';
import { median, percentile, rounded } from '../statistics.ts';
import type { Figure } from '../turn/figures.ts';
import { doubtOf } from '../turn/judge.ts';
import { busyMs, type Had } from '../turn/processor.ts';
import { READS, type Read } from './reads.ts';
import { placeOf, type Sized } from './sized.ts';

/** Milliseconds that a read took, each time. */
type Times = Record<(typeof SIZES)[number], number[]>;

const SIZES = ['small', 'large'] as const;

/** Reads of each before anything is measured. */
const WARM = 10;
/** Of the places that are read in: the same in every run. */
const SEED = 11;

/** Reads from the small and the large database in turns, call by call: whatever disturbs one disturbs the other. */
export async function readingFigures(
  sizes: Record<(typeof SIZES)[number], Sized>,
  own: () => Had,
  rounds: number,
): Promise<Figure[]> {
  const chance = new Chance(SEED);
  const once = async ({ database, conversations }: Sized, read: Read): Promise<number> => {
    const place = placeOf(1 + Math.floor(chance.below(conversations)));
    const from = performance.now();
    await read.run(database, place);
    return performance.now() - from;
  };
  const times = async (read: Read, count: number): Promise<Times> => {
    const took: Times = { small: [], large: [] };
    for (let at = 0; at < count; at++) {
      // Somebody else the first each time.
      for (const which of at % 2 === 0 ? SIZES : SIZES.toReversed()) took[which].push(await once(sizes[which], read));
    }
    return took;
  };

  for (const read of READS) await times(read, Math.min(WARM, read.times));
  const measured = READS.map((read) => ({ read, rounds: [] as (Times & { neighbours: number })[] }));
  for (let round = 0; round < rounds; round++)
    for (const { read, rounds: done } of measured) {
      const before = { at: performance.now(), busy: busyMs(), own: own().cpuMs };
      const took = await times(read, read.times);
      const others = busyMs() - before.busy - (own().cpuMs - before.own);
      done.push({ ...took, neighbours: Math.max(0, others) / (performance.now() - before.at) });
    }
  return measured.map(({ read, rounds: done }) => figureOf(read, done));
}

/** How much longer it takes on the large database than on the small one, each round by its own. */
function figureOf({ name }: Read, rounds: readonly (Times & { neighbours: number })[]): Figure {
  const ofSmall = rounds.map(({ small }) => median(small));
  const ratios = rounds.map(({ small, large }) => median(large) / median(small));
  const because = doubtOf({ echo: ofSmall, neighbours: rounds.map(({ neighbours }) => neighbours) }, 'the small one');
  return {
    figure: 'read',
    of: name,
    unit: 'ms',
    small: rounded(median(ofSmall)),
    large: rounded(median(rounds.map(({ large }) => median(large)))),
    large_p99: rounded(median(rounds.map(({ large }) => percentile(large, 0.99)))),
    multiple: rounded(median(ratios)),
    rounds: ratios.map(rounded),
    neighbours_cores: rounded(median(rounds.map(({ neighbours }) => neighbours))),
    ...(because === undefined ? {} : { judged: false, because }),
  };
}
