import { readdirSync, readFileSync } from 'node:fs';

/** What processes have had of the machine until now, as the kernel counts it. */
export interface Had {
  /** Milliseconds of a core, user and system together. */
  cpuMs: number;
  /** Milliseconds in which they could have run and had no core. */
  waitedMs: number;
}

/** The kernel's unit in `/proc/PID/stat` and `/proc/stat`: `USER_HZ`, 100 a second on every Linux that Node runs on. */
const TICK_MS = 10;
const NOTHING: Had = { cpuMs: 0, waitedMs: 0 };

export const sum = (all: readonly Had[]): Had =>
  all.reduce((one, { cpuMs, waitedMs }) => ({ cpuMs: one.cpuMs + cpuMs, waitedMs: one.waitedMs + waitedMs }), NOTHING);

/**
 * What a process has had, all of its threads: `/proc/PID/task/TID/schedstat`, which counts nanoseconds, where `stat` has
 * hundredths of a second. Nothing for a process that is gone.
 */
export function hadBy(pid: number): Had {
  try {
    return sum(
      readdirSync(`/proc/${pid}/task`).map((thread) => {
        const [ran = 0, waited = 0] = numbersIn(read(`/proc/${pid}/task/${thread}/schedstat`));
        return { cpuMs: ran / 1e6, waitedMs: waited / 1e6 };
      }),
    );
  } catch (error) {
    if (isGone(error)) return NOTHING;
    throw error;
  }
}

/** What a PostgreSQL server has had: its processes, and those that have ended, which their parent answers for. */
export function hadByServer(pids: readonly number[]): Had {
  const [first] = pids;
  if (first === undefined) return NOTHING;
  const ended = endedChildrenMs(read(`/proc/${first}/stat`));
  return sum([...pids.map(hadBy), { cpuMs: ended, waitedMs: 0 }]);
}

/** Milliseconds of a core that a process's ended children had: `cutime` and `cstime` of `/proc/PID/stat`, proc(5). */
export function endedChildrenMs(stat: string): number {
  // The program's name stands in brackets and may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * TICK_MS;
}

/** Milliseconds that all cores of this machine were busy: the first line of `/proc/stat`, without idle and waiting for disks. */
export function busyMs(stat = read('/proc/stat')): number {
  const [user = 0, nice = 0, system = 0, , , interrupts = 0, softInterrupts = 0, stolen = 0] = numbersIn(
    stat.slice('cpu'.length, stat.indexOf('\n')),
  );
  return (user + nice + system + interrupts + softInterrupts + stolen) * TICK_MS;
}

/** Reads and writes that a process asked the kernel for: `/proc/PID/io`. Sockets and files, but no waiting and no memory. */
export function readsAndWrites(pid: number): number {
  const io = read(`/proc/${pid}/io`);
  return Number(/syscr: (\d+)/.exec(io)?.[1]) + Number(/syscw: (\d+)/.exec(io)?.[1]);
}

const read = (file: string): string => readFileSync(file, 'utf8');
const numbersIn = (text: string): number[] => text.trim().split(/\s+/).map(Number);
const isGone = (error: unknown): boolean => ['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '');
