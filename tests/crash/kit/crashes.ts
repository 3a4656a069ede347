import { setTimeout as wait } from 'node:timers/promises';
import { Chance } from '../../../tools/lab/chance.ts';
import type { DeskProcess } from '../../../tools/lab/processes.ts';
import { NumberedCustomer } from './customer.ts';

/** How a run is to go. */
export interface Plan {
  kills: number;
  customers: number;
  /** Messages that each customer sends at least; they go on until the last kill is survived. */
  messages: number;
}

/** What happened in a run. */
export interface Crashes {
  kills: number;
  /** Of the kills, those that hit a desk while it was starting. */
  killedStarting: number;
  /** Messages that were acknowledged. */
  messages: number;
  customers: readonly NumberedCustomer[];
}

/** Kills of a run: as many as every run of the tests has time for; `npm run soak` makes more. */
export const KILLS = Number(process.env.CRASH_KILLS ?? 4);
/** Messages of each of fifty customers at least, likewise. */
export const EACH = Number(process.env.CRASH_MESSAGES ?? 25);
/** A run takes as long as its kills need, on a machine that has other things to do. */
export const TIME_LIMIT = 60_000 + KILLS * 30_000;
/** The seed of a run, printed, so that its choices can be made again. */
const SEED = Number(process.env.CRASH_SEED ?? Date.now() % 2 ** 31);

/** Part of the kills that hit a desk while it starts: a migration or a recovery may be what is cut short. */
const WHILE_STARTING = 0.6;
/** The longest that a desk which takes requests goes on before it is killed. */
const SERVING_MS = 1_000;
/** The longest that a customer thinks before the next message: just before a kill everybody is in a hurry. */
const THINKING_MS = { hurried: 60, calm: 2_500 };

/**
 * Starts the replicas, lets customers talk, and kills one replica after another at random moments, each time while all
 * the others take requests. A killed one is started again at once.
 */
export async function crash(replicas: readonly [DeskProcess, ...DeskProcess[]], plan: Plan): Promise<Crashes> {
  const chance = new Chance(SEED);
  console.log(`CRASH_SEED=${SEED}: ${plan.kills} kills, ${plan.customers} customers, ${replicas.length} replica(s)`);
  const begun = Date.now();
  for (const replica of replicas) replica.start();
  await Promise.all(replicas.map((replica) => replica.ready()));
  // One alone is through sooner, and a later start is shorter than the first.
  const startMs = (0.8 * (Date.now() - begun)) / replicas.length;

  const customers = Array.from({ length: plan.customers }, () => new NumberedCustomer(replicas, chance.fork()));
  let killing = true;
  let thinking = THINKING_MS.calm;
  const talks = Promise.all(
    customers.map(async (customer) => {
      await customer.open();
      await customer.talk(
        (number) => number <= plan.messages || killing,
        () => thinking,
      );
    }),
  );
  talks.catch(() => undefined); // told when they are waited for

  try {
    const done = { kills: 0, killedStarting: 0 };
    while (done.kills < plan.kills) {
      const starting = chance.happens(WHILE_STARTING);
      const victim = (starting && replicas.find((replica) => !replica.isReady)) || chance.pick(replicas);
      await Promise.all(replicas.filter((replica) => replica !== victim).map((replica) => replica.ready()));
      if (!starting) {
        await victim.ready();
        thinking = THINKING_MS.hurried;
      }
      await wait(chance.below(starting ? startMs : SERVING_MS));
      victim.mustRun();
      if (!victim.isReady) done.killedStarting += 1;
      await victim.kill();
      done.kills += 1;
      thinking = THINKING_MS.calm;
      victim.start();
    }
    await Promise.all(replicas.map((replica) => replica.ready()));
    killing = false;
    thinking = THINKING_MS.hurried;
    await talks;
    const messages = customers.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
    console.log(
      `${done.kills} kills (${done.killedStarting} of a desk that was starting), ${messages} messages in ${Math.round((Date.now() - begun) / 1000)} s`,
    );
    return { ...done, messages, customers };
  } finally {
    for (const customer of customers) customer.hangUp();
  }
}
