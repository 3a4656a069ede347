import type { ChildProcess } from 'node:child_process';
import { median, percentile, rounded } from '../statistics.ts';
import type { Figure } from '../turn/figures.ts';
import { ask, type Done } from '../turn/job.ts';
import { doubtOf } from '../turn/judge.ts';
import { busyMs, type Had, hadByServer } from '../turn/processor.ts';
import type { Sized } from './sized.ts';

/** Customers who talk meanwhile, and how much between two looks whether the work is over. */
const CUSTOMERS = 4;
const TURNS = 200;

/** What some turns took, and how many cores others had meanwhile. */
type Talked = Done & { neighbours: number };

/** Work on conversations while customers talk to the desk. */
export interface Beside {
  customers: ChildProcess;
  own: () => Had;
  /** At most. */
  seconds: number;
  /** The number of the first talk that nobody has had yet. */
  from: number;
}

/** Work that is done in batches; each returns how many conversations it did, 0 at the end. */
export interface Work {
  /** As the figure is called. */
  figure: string;
  /** Of it, beside the figures. */
  what: Figure;
  batch: () => Promise<number>;
  /** Of how many a whole month is. */
  month: number;
}

/**
 * Does some work for so many seconds at most, while customers talk to the desk; and before that, how long these wait
 * without it. Returns the figures, and the number of the next talk.
 */
export async function besideFigures(
  { desk, server, name }: Sized,
  { customers, own, seconds, from }: Beside,
  { figure, what, batch, month }: Work,
): Promise<{ figures: Figure[]; next: number }> {
  let next = from;
  const talk = async (): Promise<Talked> => {
    const job = { urls: [desk.url], atOnce: CUSTOMERS, turns: TURNS, from: next };
    next += TURNS;
    const before = { at: performance.now(), others: busyMs() - own().cpuMs };
    const done = await ask(customers, job);
    const others = busyMs() - own().cpuMs - before.others;
    return { ...done, neighbours: Math.max(0, others) / (performance.now() - before.at) };
  };
  await talk();
  const without = [await talk(), await talk(), await talk()];

  const beside: Talked[] = [];
  const batches: number[] = [];
  let [number, over] = [0, false];
  const before = { at: performance.now(), cpu: hadByServer(server.pids()).cpuMs };
  const talking = (async () => {
    do beside.push(await talk());
    while (!over);
  })();
  while (performance.now() - before.at < seconds * 1000) {
    const begun = performance.now();
    const done = await batch();
    if (done === 0) break;
    number += done;
    batches.push(performance.now() - begun);
  }
  const tookMs = performance.now() - before.at;
  over = true;
  await talking;
  const each = tookMs / number;
  const neighbours = [...without, ...beside].map((talked) => talked.neighbours);
  const because = doubtOf({ echo: without.map(({ p50 }) => p50), neighbours }, 'the quiet customer');
  const doubt = because === undefined ? {} : { judged: false, because };
  const figures = [
    {
      ...{ figure, of: name, conversations: number, of_a_month_of: month, ...what, unit: 'ms' },
      a_conversation: rounded(each),
      batch_p50: rounded(median(batches)),
      batch_most: rounded(percentile(batches, 1)),
      server_cpu_a_conversation_and_the_turns_beside: rounded((hadByServer(server.pids()).cpuMs - before.cpu) / number),
      whole_month_would_take_s: rounded((each * month) / 1000),
      ...doubt,
    },
    { ...waited(`without ${figure}`, without), ...doubt },
    { ...waited(`beside ${figure}`, beside), ...doubt },
  ];
  return { figures, next };
}

const waited = (when: string, rounds: readonly Talked[]): Figure => ({
  ...{ figure: "a customer's turn", when, customers: CUSTOMERS, turns: rounds.length * TURNS, unit: 'ms' },
  p50: rounded(median(rounds.map(({ p50 }) => p50))),
  p99: rounded(median(rounds.map(({ p99 }) => p99))),
  most: rounded(Math.max(...rounds.map(({ most }) => most))),
  neighbours_cores: rounded(median(rounds.map(({ neighbours }) => neighbours))),
});
