import { options, Usage } from '../../../cli/usage.ts';
import { BACKENDS, type Backend } from '../turn/field.ts';
import { wholeNumber } from '../turn/whole-number.ts';

/** What is opened and how long it is looked at. */
export interface StreamsPlan {
  streams: number;
  /** Seconds in which nothing happens before it is measured, and seconds of measuring. */
  idle: number;
  /** Turns whose arrival is timed, with hints and without. */
  turns: number;
  /** The only desk that is measured; all unless told. */
  of: Backend | undefined;
}

/** Reads `--streams`, `--idle`, `--turns` and `--of`. Throws {@link Usage} for what can't be understood. */
export function streamsFrom(args: string[]): StreamsPlan {
  const { given, rest } = options(args, ['streams', 'idle', 'turns', 'of']);
  if (rest.length > 0) throw new Usage(`unknown: ${rest.join(' ')}`);
  const of = BACKENDS.find((backend) => backend === given.of);
  if (given.of !== undefined && !of) throw new Usage(`--of is one of ${BACKENDS.join(', ')}, not ${given.of}`);
  return {
    streams: wholeNumber('streams', given.streams, 10_000, 1),
    idle: wholeNumber('idle', given.idle, 60, 1),
    turns: wholeNumber('turns', given.turns, 200, 1),
    of,
  };
}

/** What a process has open beside its streams: files, its server's connections, those who open streams. */
const BESIDE = 300;

/**
 * Whether a process may have so many streams open. `limits` is `/proc/self/limits` of a Node process, which raises its own
 * limit as far as it may (proc(5)). Returns what to do where it may not.
 */
export function tooFewFiles(limits: string, streams: number): string | undefined {
  const most = Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1] ?? Number.POSITIVE_INFINITY);
  const wanted = streams + BESIDE;
  if (most >= wanted) return undefined;
  return `a process may have ${most} files open here, and ${streams} streams want ${wanted}, of the desk and of those who open them: raise it (ulimit -Hn, or LimitNOFILE of the service), or ask for fewer with --streams`;
}
