import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { readsAndWrites } from './processor.ts';

/** How system calls were counted: all of them by the kernel's trace point, or reads and writes alone. */
export type Way = 'perf' | '/proc/PID/io, reads and writes alone';

/** Counts the system calls of processes from now on. */
export interface SystemCalls {
  way: Way;
  /** How many until now; ends the counting. */
  end(): Promise<number>;
}

const TRACE_POINT = 'raw_syscalls:sys_enter';
/** A process may end between being listed and being watched, and perf then watches none. */
const TRIES = 5;

/**
 * Counts by `perf` where this machine has it and lets it, which disturbs nothing; else by what `/proc` has. Processes that
 * the watched ones start are counted by perf alone.
 */
export async function countSystemCalls(pids: () => readonly number[]): Promise<SystemCalls> {
  if (!mayTrace()) {
    const count = () => pids().reduce((all, pid) => all + readsAndWrites(pid), 0);
    const before = count();
    return { way: '/proc/PID/io, reads and writes alone', end: async () => count() - before };
  }
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const watching = await watch(pids());
    if (watching) return watching;
  }
  throw new Error('perf could not watch the processes of the benchmark');
}

/** Undefined where perf ended before it had begun. */
async function watch(pids: readonly number[]): Promise<SystemCalls | undefined> {
  const perf: ChildProcess = spawn(
    'perf',
    // It starts without counting, and says on 4 when it does what was asked on 3.
    ['stat', '-x', ',', '-D', '-1', '--control', 'fd:3,4', '-e', TRACE_POINT, '-p', pids.join(',')],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'], env: { PATH: process.env.PATH, LC_ALL: 'C' } },
  );
  const [, , errors, orders, acknowledgements] = perf.stdio;
  if (!errors || !orders || !acknowledgements) throw new Error('perf was started without its pipes');
  const printed = text(errors as NodeJS.ReadableStream);
  orders.on('error', () => {}); // of one that ended early: seen below
  (orders as Writable).write('enable\n');
  const counts = await Promise.race([
    once(acknowledgements, 'data').then(() => true),
    once(perf, 'exit').then(() => false),
  ]);
  if (!counts) return undefined;
  return {
    way: 'perf',
    async end() {
      perf.kill('SIGINT');
      return countedBy(await printed);
    },
  };
}

/** What `perf stat -x,` printed: `145,,raw_syscalls:sys_enter,…`. */
export function countedBy(printed: string): number {
  const line = printed.split('\n').find((one) => one.includes(TRACE_POINT)) ?? '';
  const count = Number.parseInt(line, 10);
  if (Number.isNaN(count)) throw new Error(`perf counted nothing: ${printed.slice(0, 300)}`);
  return count;
}

const mayTrace = (): boolean =>
  spawnSync('perf', ['stat', '-e', TRACE_POINT, 'true'], { stdio: 'ignore' }).status === 0;
