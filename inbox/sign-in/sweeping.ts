import type { AgentStore } from '../../services/staff/agent-store.ts';
import type { LockOut } from '../../services/staff/lock-out.ts';
import type { WritingTime } from '../../services/time/clock.ts';
import type { Logger } from '../../telemetry/logger.ts';

const EVERY_MS = 60_000;
const MOST_AT_ONCE = 5_000;

/** Deletes sessions that are over and wrong passwords that count no more, every minute. Returns how to stop. */
export function sweepSignIns({
  agents,
  lockOut,
  writingTime,
  logger,
}: {
  agents: AgentStore;
  lockOut: LockOut;
  writingTime: WritingTime;
  logger: Logger;
}): () => void {
  const sweep = async () => {
    await agents.sweepSessions(writingTime(await agents.now()), MOST_AT_ONCE);
    await lockOut.sweep();
  };
  const timer = setInterval(() => {
    sweep().catch((error) => logger.warn({ err: error }, 'could not sweep old sign-ins; trying again'));
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
