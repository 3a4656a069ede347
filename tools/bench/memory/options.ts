import { options, Usage } from '../../../cli/usage.ts';
import { BACKENDS, type Backend } from '../turn/field.ts';
import { wholeNumber } from '../turn/whole-number.ts';

/** What is played before memory is looked at, and what is printed of it. */
export interface MemoryPlan {
  turns: number;
  /** Customers who talk at the same time. */
  atOnce: number;
  /** The only desk that is measured; all unless told. */
  of: Backend | undefined;
  /** The folder that a heap snapshot of each desk is written to. */
  snapshots: string | undefined;
}

/** Reads `--turns`, `--clients`, `--of` and `--snapshots`. Throws {@link Usage} for what it doesn't know. */
export function memoryPlanFrom(args: string[]): MemoryPlan {
  const { given, rest } = options(args, ['turns', 'clients', 'of', 'snapshots']);
  if (rest.length > 0) throw new Usage(`unknown: ${rest.join(' ')}`);
  const of = BACKENDS.find((backend) => backend === given.of);
  if (given.of !== undefined && !of) throw new Usage(`--of is one of ${BACKENDS.join(', ')}, not ${given.of}`);
  return {
    turns: wholeNumber('turns', given.turns, 9_000, 1),
    atOnce: wholeNumber('clients', given.clients, 32, 1),
    of,
    snapshots: given.snapshots,
  };
}
