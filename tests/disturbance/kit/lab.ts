import { setTimeout as wait } from 'node:timers/promises';
import { Chance } from '../../../tools/lab/chance.ts';
import { DeskProcess } from '../../../tools/lab/processes.ts';
import type { NumberedCustomer } from '../../crash/kit/customer.ts';
import { Crowd, longestPause } from './crowd.ts';
import type { Disturbance, Scene } from './disturbance.ts';
import type { Ground } from './ground.ts';
import { type Judgement, judge } from './judge.ts';
import { sqlOn } from './sql.ts';
import { PROBE, type Untrue, Watch } from './watch.ts';

/** The bars. */
const GOING_ON_WITHIN_MS = 10_000;
const TRUE_WITHIN_MS = 5_000;
const STOPPED_WITHIN_MS = 10_000;

const CUSTOMERS = 40;
/** Of the second desk, which is asked to stop in the middle of it. */
const BYSTANDERS = 6;
const MESSAGES_BEFORE = 3;
const STOP_AFTER_MS = 700;
const BACK_WITHIN_MS = 60_000;
const FINISHED_WITHIN_MS = 5_000;

/** What was measured; times in milliseconds. */
export interface Figures extends Judgement, Untrue {
  name: string;
  customers: number;
  acknowledged: number;
  /** Conversations that did not go on 10 s after the database was back. */
  stuck: number;
  /** From when the database was back until the last conversation went on. */
  goingOnAfterMs: number;
  /** The longest that a customer waited between two acknowledgements, all in all. */
  longestPauseMs: number;
  /** Requests that nobody answered within 15 s, since it began, and before: those tell of the machine. */
  unanswered: number;
  unansweredBefore: number;
  /** From the beginning until the desk said that it isn't ready; null where it never did. */
  notReadyAfterMs: number | null;
  /** From SIGTERM in the middle of it to the end of that desk, and its exit code (null where it had to be killed). */
  stopMs: number;
  stopCode: number | null;
  /** Conversations of the desk that was stopped and started again that don't go on there. */
  stuckAfterRestart: number;
  seconds: number;
  [more: string]: unknown;
  /** Why the bars aren't met; empty where they are. */
  why: string[];
}

/** Two desks on one ground. */
export interface Lab<G extends Ground> {
  readonly ground: G;
  /** The one that lives through it. */
  readonly desk: DeskProcess;
  /** The one that is asked to stop in the middle of it. */
  readonly second: DeskProcess;
  close(): Promise<void>;
}

type Setting<G extends Ground> = Pick<Disturbance<G>, 'ground' | 'parameters' | 'before'>;

/** Makes the ground and starts the desks. Throws what a desk printed where it doesn't start. */
export async function openLab<G extends Ground>({
  ground: make,
  parameters = {},
  before,
}: Setting<G>): Promise<Lab<G>> {
  const ground = await make();
  const url = new URL(ground.url);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  // All customers come from one address, and say more than one address may.
  const environment = { DATABASE_URL: url.href, ADDRESS_MESSAGES_PER_MINUTE: '1000000' };
  const [desk, second] = [await DeskProcess.at(environment), await DeskProcess.at(environment)];
  const close = async () => {
    await Promise.all([desk.end(), second.end()]);
    await ground.close();
  };
  try {
    await sqlOn(ground.ownersUrl, `create table ${PROBE} (n int); grant insert on ${PROBE} to public`);
    await before?.(ground);
    desk.start();
    await desk.ready();
    second.start();
    await second.ready();
    return { ground, desk, second, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Does a disturbance to a busy desk, and measures what came of it; who doesn't go on by then is stuck. */
export async function run<G extends Ground>(
  lab: Lab<G>,
  disturbance: Disturbance<G>,
  goingOnWithinMs = GOING_ON_WITHIN_MS,
): Promise<Figures> {
  const { desk, second, ground } = lab;
  const chance = new Chance(Number(process.env.DISTURBANCE_SEED ?? Date.now() % 2 ** 31));
  const crowd = new Crowd(desk, CUSTOMERS, chance.fork());
  const bystanders = new Crowd(second, BYSTANDERS, chance.fork());
  const watch = new Watch(disturbance.lookAsOwner ? ground.ownersUrl : ground.url, desk.url);
  try {
    return await measure(lab, disturbance, { crowd, bystanders, watch, goingOnWithinMs });
  } finally {
    // Also where it could not be measured: customers whom nobody stops knock at a closed door for ever.
    for (const { customers } of [crowd, bystanders]) for (const customer of customers) customer.hangUp();
    await watch.stop();
  }
}

/** Who talks, and who looks on. */
interface Present {
  crowd: Crowd;
  bystanders: Crowd;
  watch: Watch;
  goingOnWithinMs: number;
}

async function measure<G extends Ground>(
  { ground, desk, second }: Lab<G>,
  disturbance: Disturbance<G>,
  { crowd, bystanders, watch, goingOnWithinMs }: Present,
): Promise<Figures> {
  const begun = performance.now();
  const notes: Record<string, unknown> = {};
  const objections: string[] = [];
  const exempt = new Set<NumberedCustomer>();
  const scene: Scene<G> = {
    ground,
    crowd,
    bystanders,
    sql: (text, withinMs) => sqlOn(ground.ownersUrl, text, withinMs),
    last: (ms) => wait(ms),
    note: (name, figure) => Object.assign(notes, { [name]: figure }),
    object: (why) => objections.push(why),
    exempt: (customer) => exempt.add(customer),
  };
  await Promise.all([crowd.begin(MESSAGES_BEFORE), bystanders.begin(MESSAGES_BEFORE)]);

  const unansweredBefore = unansweredOf([...crowd.customers, ...bystanders.customers]);
  watch.start();
  const disturbed = performance.now();
  const stopped = stopInTheMiddle(second, disturbance.stopAfterMs ?? STOP_AFTER_MS);
  await disturbance.disturb(scene);
  const over = performance.now();
  const back = await watch.databaseBack(over, BACK_WITHIN_MS);
  const stop = await stopped;
  second.start();

  const { afterMs, stuck } = await crowd.goingOn(back, goingOnWithinMs);
  await second.ready();
  const restarted = await bystanders.goingOn(performance.now(), goingOnWithinMs);
  mustRun(desk, scene);
  await Promise.all([crowd.end(FINISHED_WITHIN_MS), bystanders.end(FINISHED_WITHIN_MS)]);
  await watch.stop();
  await disturbance.after?.(scene);

  const customers = [...crowd.customers, ...bystanders.customers];
  const firstNotReady = watch.firstNotReady;
  const figures: Figures = {
    name: disturbance.name,
    customers: customers.length,
    acknowledged: customers.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0),
    ...(await judge(ground.ownersUrl, customers, [...stuck, ...restarted.stuck])),
    stuck: stuck.length,
    goingOnAfterMs: afterMs,
    longestPauseMs: Math.max(
      ...crowd.customers
        .filter((customer) => !exempt.has(customer))
        .map((customer) => longestPause(customer, disturbed, back)),
    ),
    unanswered: unansweredOf(customers) - unansweredBefore,
    unansweredBefore,
    downMs: Math.round(back - disturbed),
    notReadyAfterMs: firstNotReady === undefined ? null : Math.round(firstNotReady - disturbed),
    ...watch.untrue(),
    ...stop,
    stuckAfterRestart: restarted.stuck.length,
    ...notes,
    ...(stuck.length + restarted.stuck.length > 0 ? { of: [...stuck, ...restarted.stuck].slice(0, 3).map(state) } : {}),
    seconds: Math.round((performance.now() - begun) / 1000),
    why: objections,
  };
  figures.why.push(...notMet(figures, disturbance));
  return figures;
}

/** Where a stuck customer stands, for whoever looks for the cause. */
const state = ({ conversationId, acknowledged, acknowledgedAt, heard, complaints }: NumberedCustomer) => ({
  conversationId,
  acknowledged: acknowledged.length,
  lastAcknowledgedMsAgo: Math.round(performance.now() - (acknowledgedAt.at(-1) ?? 0)),
  answered: acknowledged.filter((id) => heard.some(({ replyToId }) => replyToId === id)).length,
  complaints: complaints.slice(0, 2),
});

const unansweredOf = (customers: readonly NumberedCustomer[]): number =>
  customers.reduce((sum, { unanswered }) => sum + unanswered, 0);

function mustRun(desk: DeskProcess, scene: Pick<Scene, 'object'>): void {
  try {
    desk.mustRun();
  } catch (error) {
    scene.object(String(error));
  }
}

async function stopInTheMiddle(
  desk: DeskProcess,
  afterMs: number,
): Promise<{ stopMs: number; stopCode: number | null }> {
  await wait(afterMs);
  const asked = performance.now();
  const stopCode = await desk.stop();
  return { stopMs: Math.round(performance.now() - asked), stopCode };
}

/** Every bar that isn't met, in words. */
function notMet(figures: Figures, { unfeltMs }: Pick<Disturbance, 'unfeltMs'>): string[] {
  const bars: [broken: boolean, why: string][] = [
    [figures.lost > 0, `${figures.lost} acknowledged messages are lost`],
    [figures.twice > 0, `${figures.twice} messages are there twice`],
    [figures.disordered > 0, `${figures.disordered} messages are out of order`],
    [figures.faults.length > 0, `faults: ${figures.faults.slice(0, 3).join('; ')}`],
    [figures.stuck > 0, `${figures.stuck} conversations are stuck 10 s after the database is back`],
    [figures.stuckAfterRestart > 0, `${figures.stuckAfterRestart} conversations are stuck after a restart`],
    [figures.readyWhileDownMs > TRUE_WITHIN_MS, `ready for ${figures.readyWhileDownMs} ms while the database was gone`],
    [
      figures.notReadyWhileUpMs > TRUE_WITHIN_MS,
      `not ready for ${figures.notReadyWhileUpMs} ms with the database there`,
    ],
    [figures.stopMs > STOPPED_WITHIN_MS, `stopping took ${figures.stopMs} ms`],
    [
      unfeltMs !== undefined && figures.longestPauseMs > unfeltMs,
      `customers waited up to ${figures.longestPauseMs} ms, where ${unfeltMs} are allowed`,
    ],
  ];
  return bars.flatMap(([broken, why]) => (broken ? [why] : []));
}
