import type { AttachmentStore } from '../../services/attachments.ts';
import type { Clock } from '../../services/time/clock.ts';
import type { Logger } from '../../telemetry/logger.ts';
import * as metrics from '../../telemetry/metrics.ts';

const EVERY_MS = 30 * 60_000;
/** No upload takes so long: what was begun before it belongs to a process that is gone. */
export const UNFINISHED_MS = 6 * 3_600_000;
/** Files of one look; what is left over waits for the next. */
const MOST_AT_ONCE = 100;

export interface SweepParts {
  attachments: Pick<AttachmentStore, 'unfinished' | 'claim' | 'discard'>;
  clock: Clock;
  logger: Logger;
}

/** Looks every half hour for what killed uploads have left, and forgets it. Returns how to stop. */
export function sweepUnfinishedFiles(parts: SweepParts): () => void {
  let sweeping = false;
  const timer = setInterval(() => {
    if (sweeping) return;
    sweeping = true;
    sweepFiles(parts)
      .catch((error) => {
        metrics.errors.inc({ where: 'sweeping' });
        parts.logger.error({ err: error }, 'could not sweep what killed uploads have left; trying again');
      })
      .finally(() => {
        sweeping = false;
      });
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Forgets the pieces of files that nobody finished. Returns of how many. Of several replicas one sweeps each. */
export async function sweepFiles({ attachments, clock, logger }: SweepParts): Promise<number> {
  const now = clock();
  const before = new Date(now.getTime() - UNFINISHED_MS);
  let swept = 0;
  for (const id of await attachments.unfinished(before, MOST_AT_ONCE)) {
    // Whoever claims it and dies leaves it for later: it is unfinished still.
    if (!(await attachments.claim(id, before, now))) continue;
    await attachments.discard(id);
    swept++;
  }
  if (swept > 0) logger.info({ files: swept }, 'swept what killed uploads had left');
  return swept;
}
