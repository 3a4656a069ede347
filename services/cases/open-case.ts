import { randomInt } from 'node:crypto';
import { uuidv7 } from '../ids.ts';
import { isoDate, type Zone } from '../time/calendar.ts';
import { type Case, type CaseData, type CaseKind, type CaseStore, DRAFT } from './case.ts';
import { dueAt } from './deadlines.ts';

/** What a case is opened with. */
export interface Opening<Data extends CaseData> {
  conversationId: string;
  policyNumber: string | undefined;
  data: Data;
}

/** Which case it is, of one that was opened before. */
export type Begun = Pick<Case, 'id' | 'reference' | 'openedAt'>;

interface Ground {
  cases: Pick<CaseStore, 'take' | 'keep'>;
  now: Date;
  zone: Zone;
}

/** Opens a case at its kind's first step, starts its deadlines, and gives it a reference that can be read over the phone. */
export async function openCase<Data extends CaseData>(
  kind: CaseKind<Data>,
  given: Opening<Data>,
  ground: Ground,
): Promise<Case> {
  return submitCase(kind, await newDraft(kind, given, ground), ground);
}

/** A case from its first fact on: with its reference, a new one unless it was `begun` before, and no clock. It has to be kept. */
export async function newDraft<Data extends CaseData>(
  { name, prefix }: Pick<CaseKind<Data>, 'name' | 'prefix'>,
  given: Opening<Data>,
  { cases, now, zone }: Ground,
  begun?: Begun,
): Promise<Case> {
  const { id, reference, openedAt } = begun ?? {
    id: uuidv7(now),
    reference: await takeReference(given.conversationId, prefix, { cases, date: isoDate(now, zone) }),
    openedAt: now,
  };
  return {
    ...given,
    ...{ id, reference, openedAt },
    kind: name,
    step: DRAFT,
    facts: [],
    notes: [],
    submittedAt: undefined,
    closedAt: undefined,
    deadlines: [],
  };
}

/** Submits a draft: it stands at its kind's first step, and its deadlines run from now. Returns it as it is kept. */
export async function submitCase<Data extends CaseData>(
  { steps, deadlines }: CaseKind<Data>,
  draft: Case,
  { cases, now, zone }: Ground,
): Promise<Case> {
  const submitted: Case = {
    ...draft,
    step: steps[0],
    submittedAt: now,
    deadlines: deadlines(draft.data as Data).map((deadline) => ({
      name: deadline.name,
      source: deadline.source,
      dueAt: 'at' in deadline ? deadline.at : dueAt(now, deadline, zone),
    })),
  };
  await cases.keep(submitted);
  return submitted;
}

/** It is taken before the case is kept, for good: who draws the same one at once draws again. */
async function takeReference(
  conversationId: string,
  prefix: string,
  { cases, date }: { cases: Ground['cases']; date: string },
): Promise<string> {
  for (;;) {
    const reference = `${prefix}${date.slice(2).replaceAll('-', '')}-${String(randomInt(1_000_000)).padStart(6, '0')}`;
    if (await cases.take(reference, conversationId)) return reference;
  }
}
