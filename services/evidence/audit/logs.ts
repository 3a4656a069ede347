import type { PublicKey } from '../../checkpoints/keys.ts';
import type { Stores } from '../../stores.ts';
import { type LogFault, LogWalk } from '../log-walk.ts';
import type { LogEnd } from '../ports.ts';
import { PAGE, type Walking } from './report.ts';

/** Logs that are walked through side by side, so that one is read while another is hashed; each holds a piece (`LogWalk`). */
const AT_ONCE = 4;
/** A log that goes on during each of so many walks is reported as the last one found it. */
const MOST_WALKS = 5;

/** Walks through the logs of all conversations, a page of them at a time. */
export async function auditLogs(
  { log, audits }: Pick<Stores, 'log' | 'audits'>,
  { keys, count, report }: Walking,
): Promise<void> {
  for (let after = ''; ; ) {
    const page = await audits.conversations(after, PAGE);
    for (let at = 0; at < page.length; at += AT_ONCE) {
      const walked = page.slice(at, at + AT_ONCE).map((end) => auditLog({ log, audits }, end, keys));
      for (const { id, walk, fault } of await Promise.all(walked)) {
        count.conversations += 1;
        count.entries += walk.entries;
        count.erased += walk.erased;
        count.archived += walk.archived;
        count.unsignedErasures += walk.unsignedErasures;
        count.unsignedArchivings += walk.unsignedArchivings;
        if (fault) report({ conversation: id, ...fault });
      }
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.id;
  }
}

/** Walks through one log, again where it went on meanwhile: what is erased has its record behind the end that was read before. */
async function auditLog(
  { log, audits }: Pick<Stores, 'log' | 'audits'>,
  end: LogEnd,
  keys: readonly PublicKey[],
): Promise<{ id: string; walk: LogWalk; fault: LogFault | undefined }> {
  const { id } = end;
  for (let [known, walks] = [end, 1]; ; walks++) {
    const walk = new LogWalk(known, keys);
    const fault = await walk.through(log);
    const now = fault && walks < MOST_WALKS ? await audits.end(id) : undefined;
    if (!now || now.headSeq <= known.headSeq) return { id, walk, fault };
    known = now;
  }
}
