import { randomInt } from 'node:crypto';
import { uuidv7 } from '../ids.ts';
import { isoDate, type Zone } from '../time/calendar.ts';
import type { Case, CaseData, CaseKind, CaseStore } from './case.ts';
import { dueAt } from './deadlines.ts';

/** Opens a case at its kind's first step, starts its deadlines, and gives it a reference that can be read over the phone. */
export async function openCase<Data extends CaseData>(
  kind: CaseKind<Data>,
  given: { conversationId: string; policyNumber: string | undefined; data: Data },
  { cases, now, zone }: { cases: CaseStore; now: Date; zone: Zone },
): Promise<Case> {
  const opened: Case = {
    ...given,
    id: uuidv7(now),
    reference: await takeReference(given.conversationId, kind.prefix, { cases, date: isoDate(now, zone) }),
    kind: kind.name,
    step: kind.steps[0],
    openedAt: now,
    closedAt: undefined,
    deadlines: kind
      .deadlines(given.data)
      .map((deadline) => ({ name: deadline.name, source: deadline.source, dueAt: dueAt(now, deadline, zone) })),
  };
  await cases.open(opened);
  return opened;
}

/** It is taken before the case is kept, for good: who draws the same one at once draws again. */
async function takeReference(
  conversationId: string,
  prefix: string,
  { cases, date }: { cases: CaseStore; date: string },
): Promise<string> {
  for (;;) {
    const reference = `${prefix}${date.slice(2).replaceAll('-', '')}-${String(randomInt(1_000_000)).padStart(6, '0')}`;
    if (await cases.take(reference, conversationId)) return reference;
  }
}
