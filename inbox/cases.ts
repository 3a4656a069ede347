import type { Case } from '../services/cases/case.ts';
import { describe, type GatheredValue } from './gathered.ts';
import { nameOf } from './names.ts';
import { type Reader, showDay, showDue, showTime, type Urgency } from './times.ts';

/** A case as the staff sees it beside its conversation. */
export interface ShownCase {
  reference: string;
  kind: string;
  label: string;
  step: string;
  stepLabel: string;
  policyNumber?: string;
  openedAt: Date;
  opened: string;
  closedAt?: Date;
  values: GatheredValue[];
  deadlines: {
    name: string;
    label: string;
    source: string;
    dueAt: Date;
    due: string;
    urgency: Urgency;
    left: string;
  }[];
}

export const showCase = (shown: Case, reader: Reader): ShownCase => ({
  reference: shown.reference,
  kind: shown.kind,
  label: nameOf('kind', shown.kind, reader.locale),
  step: shown.step,
  stepLabel: nameOf('step', shown.step, reader.locale),
  ...(shown.policyNumber ? { policyNumber: shown.policyNumber } : {}),
  openedAt: shown.openedAt,
  opened: showTime(shown.openedAt, reader),
  ...(shown.closedAt ? { closedAt: shown.closedAt } : {}),
  values: describe(withoutIntent(shown.data), shown.kind, reader.locale),
  deadlines: shown.deadlines.map(({ name, source, dueAt }) => {
    const { urgency, text } = showDue(dueAt, reader);
    return {
      name,
      label: nameOf('deadline', name, reader.locale),
      source,
      dueAt,
      due: showDay(dueAt, reader),
      urgency: shown.closedAt ? 'later' : urgency,
      left: text,
    };
  }),
});

/** The label says it already. */
function withoutIntent({ intent: _, ...values }: Case['data']): Case['data'] {
  return values;
}
