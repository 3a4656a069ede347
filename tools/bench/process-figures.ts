import { readFileSync } from 'node:fs';

/** Megabytes that a process has held at most, as the kernel counts them; 0 where it is gone. */
export function mostResident(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Seconds that a process has computed, which is what it takes where nothing else runs (`proc_pid_stat(5)`: in 1/100 s); 0 where it is gone. */
export function processorSeconds(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / 100;
  } catch {
    return 0;
  }
}
