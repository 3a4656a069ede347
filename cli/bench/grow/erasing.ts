import type { ChildProcess } from 'node:child_process';
import { writingTimeAhead } from '../../../services/clock.ts';
import { erase } from '../../../services/evidence/erase.ts';
import { median, percentile, rounded } from '../statistics.ts';
import type { Figure } from '../turn/figures.ts';
import { ask, type Done } from '../turn/job.ts';
import { doubtOf } from '../turn/judge.ts';
import { busyMs, type Had, hadByServer } from '../turn/processor.ts';
import { idOf, type Sized } from './sized.ts';

/** Conversations of a batch, each erased in a transaction of its own, one after the other. */
const BATCH = 100;
const MONTHS = 12;
/** Customers who talk meanwhile, and how much between two looks whether the erasing is over. */
const CUSTOMERS = 4;
const TURNS = 200;

/** What some turns took, and how many cores others had meanwhile. */
type Talked = Done & { neighbours: number };

/**
 * Erases the oldest month's conversations, as `desk erase` does, for so many seconds at most, while customers talk to the
 * desk; and before that, how long these wait without it.
 */
export async function erasingFigures(
  { conversations, database, desk, server, name }: Sized,
  { customers, own, seconds, from }: { customers: ChildProcess; own: () => Had; seconds: number; from: number },
): Promise<Figure[]> {
  const month = Math.floor(conversations / MONTHS);
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
  let [erased, over] = [0, false];
  const before = { at: performance.now(), cpu: hadByServer(server.pids()).cpuMs };
  const talking = (async () => {
    do beside.push(await talk());
    while (!over);
  })();
  const zone = 'Asia/Shanghai';
  while (erased < month && performance.now() - before.at < seconds * 1000) {
    const begun = performance.now();
    for (let at = 0; at < BATCH && erased < month; at++, erased++) {
      const what = { conversationId: idOf(conversations - erased), seq: undefined, by: 'bench', why: 'to measure it' };
      await erase(database, what, { keys: undefined, writingTime: writingTimeAhead(0), zone });
    }
    batches.push(performance.now() - begun);
  }
  const tookMs = performance.now() - before.at;
  over = true;
  await talking;
  const each = tookMs / erased;
  const neighbours = [...without, ...beside].map((talked) => talked.neighbours);
  const because = doubtOf({ echo: without.map(({ p50 }) => p50), neighbours }, 'the quiet customer');
  const doubt = because === undefined ? {} : { judged: false, because };
  return [
    {
      ...{ figure: 'erasing', of: name, conversations: erased, of_a_month_of: month, batch: BATCH, unit: 'ms' },
      a_conversation: rounded(each),
      batch_p50: rounded(median(batches)),
      batch_most: rounded(percentile(batches, 1)),
      server_cpu_a_conversation_and_the_turns_beside: rounded((hadByServer(server.pids()).cpuMs - before.cpu) / erased),
      whole_month_would_take_s: rounded((each * month) / 1000),
      ...doubt,
    },
    { ...waited('without erasing', without), ...doubt },
    { ...waited('beside erasing', beside), ...doubt },
  ];
}

const waited = (when: string, rounds: readonly Talked[]): Figure => ({
  ...{ figure: "a customer's turn", when, customers: CUSTOMERS, turns: rounds.length * TURNS, unit: 'ms' },
  p50: rounded(median(rounds.map(({ p50 }) => p50))),
  p99: rounded(median(rounds.map(({ p99 }) => p99))),
  most: rounded(Math.max(...rounds.map(({ most }) => most))),
  neighbours_cores: rounded(median(rounds.map(({ neighbours }) => neighbours))),
});
