import type { Locale } from '../../language/locale.ts';
import { type Case, isErased } from '../../services/cases/case.ts';
import { words } from '../../templates/render.ts';
import { describe, type GatheredValue, gathered } from './gathered.ts';
import { nameOf } from './names.ts';
import { showDay, showDue, showTime, type Urgency, type Viewing } from './times.ts';

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

export const showCase = (shown: Case, viewing: Viewing): ShownCase => ({
  reference: shown.reference,
  kind: shown.kind,
  label: nameOf('kind', shown.kind, viewing.locale),
  step: shown.step,
  stepLabel: nameOf('step', shown.step, viewing.locale),
  ...(shown.policyNumber ? { policyNumber: shown.policyNumber } : {}),
  openedAt: shown.openedAt,
  opened: showTime(shown.openedAt, viewing),
  ...(shown.closedAt ? { closedAt: shown.closedAt } : {}),
  values: valuesOf(shown, viewing.locale),
  deadlines: shown.deadlines.map(({ name, source, dueAt }) => {
    const { urgency, text } = showDue(dueAt, viewing);
    return {
      name,
      label: nameOf('deadline', name, viewing.locale),
      source,
      dueAt,
      due: showDay(dueAt, viewing),
      urgency: shown.closedAt ? 'later' : urgency,
      left: text,
    };
  }),
});

/** What was taken down; of what a customer left undone, the forms that they had begun. */
function valuesOf({ data, kind }: Case, locale: Locale): GatheredValue[] {
  if (isErased({ data }))
    return [{ name: 'erased', label: words('inbox.case-data', locale), value: words('inbox.case-erased', locale) }];
  const { stack, ...others } = withoutIntent(data);
  if (!Array.isArray(stack)) return describe(withoutIntent(data), kind, locale);
  const forms = gathered({ state: { stack } }, locale).flatMap(({ dialog, label, values }) => [
    { name: dialog, label: words('inbox.case-begun', locale), value: label },
    ...values,
  ]);
  return [...forms, ...describe(others, kind, locale)];
}

/** The label says it already. */
function withoutIntent({ intent: _, ...values }: Case['data']): Case['data'] {
  return values;
}
