import { openKeys } from '../../anchors/key-file.ts';
import { audit } from '../../services/evidence/audit/audit.ts';
import type { AuditCount, AuditFault } from '../../services/evidence/audit/report.ts';
import type { Trust } from '../../services/evidence/signed.ts';
import { print } from '../lines.ts';
import { withDatabase } from '../with-database.ts';

/** Walks through the whole database; a line for each fault, and one for what was looked at. True where there is no fault. */
export const verifyAll = (trust: Trust, json: boolean): Promise<boolean> =>
  withDatabase(async ({ database }, config) => {
    const keys = trust.keys.length > 0 ? trust.keys : ((await openKeys(config))?.known ?? []);
    const say = (line: string) => void process.stdout.write(`${line}\n`);
    const count = await audit(database, {
      ...{ keys, kept: trust.checkpoints },
      found: (fault) => (json ? print({ fault }) : say(lineOf(fault))),
    });
    const ok = count.faults === 0;
    const signatures = keys.length > 0 ? 'checked' : 'not-checked';
    if (json) print({ ok, ...count, signatures, keptCheckpoints: trust.checkpoints.length });
    else say(summaryOf(count, { signatures: keys.length > 0, kept: trust.checkpoints.length }));
    return ok;
  });

const lineOf = ({ reason, ...where }: AuditFault): string =>
  `FAULT ${reason}: ${Object.entries(where)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')}`;

function summaryOf(count: AuditCount, { signatures, kept }: { signatures: boolean; kept: number }): string {
  const { conversations, entries, erased, archived, leaves, checkpoints, faults } = count;
  const unsigned = count.unsignedErasures + count.unsignedArchivings;
  return [
    `${faults === 0 ? 'ok' : `${faults} faults`}: ${conversations} conversations with ${entries} entries (${erased} erased, ${archived} archived), ${leaves} leaves under ${checkpoints} checkpoints, ${kept} checkpoints from outside`,
    ...(unsigned > 0 ? [`${unsigned} erasures and archivings are recorded without a signature`] : []),
    ...(signatures ? [] : ['no signature was checked: set EVIDENCE_KEY_FILE, or give --key']),
  ].join('\n');
}
