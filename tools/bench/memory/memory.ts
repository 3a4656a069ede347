import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { print } from '../../../cli/lines.ts';
import { freePort } from '../../lab/free-port.ts';
import { freshDatabase } from '../../lab/postgres.ts';
import type { DeskProcess } from '../../lab/processes.ts';
import { rounded } from '../statistics.ts';
import { Ends } from '../turn/ends.ts';
import { BACKENDS, type Backend, benchDesk, endWorker, ownServer, startWorker } from '../turn/field.ts';
import { type Inspector, inspect } from '../turn/inspector.ts';
import { ask } from '../turn/job.ts';
import { type Aim, judgeCount } from '../turn/judge.ts';
import { type MemoryPlan, memoryPlanFrom } from './options.ts';

/** Megabytes after all turns. */
export const MEMORY: Record<Backend, Aim> = { postgres: { atMost: 330 }, pglite: { atMost: 400 } };

/** `desk bench memory`: what a desk holds after so many turns, and what is left of it after a collection. */
export async function benchMemory(args: string[]): Promise<void> {
  const plan = memoryPlanFrom(args);
  for (const of of BACKENDS) if (plan.of === undefined || plan.of === of) await measure(of, plan);
}

async function measure(of: Backend, { turns, atOnce, snapshots }: MemoryPlan): Promise<void> {
  const ends = new Ends();
  try {
    const server = of === 'postgres' ? await ownServer() : undefined;
    if (of === 'postgres' && !server) return print({ note: 'no PostgreSQL server is installed here' });
    if (server) ends.add(() => server.remove());
    const port = await freePort();
    const database = server
      ? { DATABASE_URL: await freshDatabase(server.url) }
      : { DATA_DIR: join(ends.folder(), 'data') };
    // It listens once it is asked to: what is resident before is a desk's alone.
    const desk = await benchDesk(database, [`--inspect-port=127.0.0.1:${port}`]);
    ends.add(() => desk.end());
    desk.start();
    await desk.ready();
    const customers = await startWorker('tools/bench/turn/customers.ts');
    ends.add(() => endWorker(customers));
    await ask(customers, { urls: [desk.url], atOnce, turns, from: 0 });
    const value = desk.residentMegabytes();
    const when = `warm, after ${turns} turns`;
    print({ figure: 'memory', of, when, unit: 'MB', value: rounded(value), ...aimed(value, MEMORY[of]) });
    const inspector = await inspectorOf(desk, port);
    print({ figure: 'heap', of, when, unit: 'MB', ...(await heapOf(inspector)) });
    await inspector.call('HeapProfiler.collectGarbage');
    print({ figure: 'heap', of, when: `${when} and a collection`, unit: 'MB', ...(await heapOf(inspector)) });
    print({
      figure: 'memory',
      of,
      when: `${when} and a collection`,
      unit: 'MB',
      value: rounded(desk.residentMegabytes()),
    });
    if (snapshots)
      await evaluate(
        inspector,
        `process.getBuiltinModule('v8').writeHeapSnapshot(${JSON.stringify(join(snapshots, `${of}.heapsnapshot`))})`,
      );
    inspector.close();
  } finally {
    await ends.all();
  }
}

const aimed = (value: number, aim: Aim) => ({ ...aim, ...judgeCount(value, aim) });

/** Node opens its inspector when it is sent SIGUSR1. */
async function inspectorOf(desk: DeskProcess, port: number): Promise<Inspector> {
  process.kill(desk.pid, 'SIGUSR1');
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      return await inspect(port);
    } catch {
      await wait(50);
    }
  }
  throw new Error('the desk did not open its inspector');
}

/** Megabytes in use of V8's heap, space by space, and what lies outside of it. */
async function heapOf(inspector: Inspector): Promise<Record<string, number>> {
  const spaces = (await evaluate(inspector, "process.getBuiltinModule('v8').getHeapSpaceStatistics()")) as {
    space_name: string;
    space_used_size: number;
  }[];
  const { external, arrayBuffers } = (await evaluate(inspector, 'process.memoryUsage()')) as NodeJS.MemoryUsage;
  const megabytes = (bytes: number) => rounded(bytes / 2 ** 20);
  return {
    ...Object.fromEntries(
      spaces.map(({ space_name, space_used_size }) => [space_name.replace(/_space$/, ''), megabytes(space_used_size)]),
    ),
    external: megabytes(external),
    arrayBuffers: megabytes(arrayBuffers),
  };
}

async function evaluate(inspector: Inspector, expression: string): Promise<unknown> {
  const { result } = (await inspector.call('Runtime.evaluate', { expression, returnByValue: true })) as {
    result: { value?: unknown };
  };
  return result.value;
}
