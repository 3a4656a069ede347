import type { Locale } from '../../language/locale.ts';
import { type Case, DRAFT, isErased } from '../../services/cases/case.ts';
import { words } from '../../templates/render.ts';
import { withoutBidi } from './bidi.ts';
import { shortened } from './folded.ts';
import { describe, type GatheredValue } from './gathered.ts';
import { nameOf } from './names.ts';
import { showDay, showDue, showTime, type Urgency, type Viewing } from './times.ts';

/** Characters of a note that stand with its case; the whole of it stands in the talk. */
const MOST_IN_NOTE = 500;

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

/** What a time comes from that was agreed with the customer. */
const AGREED = 'call-back';

export const showCase = (shown: Case, viewing: Viewing): ShownCase => ({
  reference: shown.reference,
  kind: shown.kind,
  label: nameOf('kind', shown.kind, viewing.locale),
  step: shown.step,
  stepLabel: nameOf('step', shown.step === DRAFT && shown.closedAt ? 'dropped' : shown.step, viewing.locale),
  ...(shown.policyNumber ? { policyNumber: shown.policyNumber } : {}),
  openedAt: shown.openedAt,
  opened: showTime(shown.openedAt, viewing),
  ...(shown.closedAt ? { closedAt: shown.closedAt } : {}),
  values: valuesOf(shown, viewing.locale),
  deadlines: shown.deadlines.map(({ name, source, dueAt }) => {
    const { urgency, text } = showDue(dueAt, viewing);
    // What was agreed with the customer has an hour; what a law sets, a day.
    const isHour = source === AGREED;
    return {
      name,
      label: nameOf('deadline', name, viewing.locale),
      source: isHour ? words('inbox.deadline-agreed', viewing.locale) : source,
      dueAt,
      due: isHour ? showTime(dueAt, viewing) : showDay(dueAt, viewing),
      urgency: shown.closedAt ? 'later' : urgency,
      left: text,
    };
  }),
});

/** What was taken down, and what was said beside it. */
function valuesOf(shown: Case, locale: Locale): GatheredValue[] {
  const { data, kind, notes } = shown;
  if (isErased(shown))
    return [{ name: 'erased', label: words('inbox.case-data', locale), value: words('inbox.case-erased', locale) }];
  return [
    ...marked(describe(withoutIntent(data), kind, locale), shown, locale),
    ...notes.map((note) => ({
      name: 'note',
      label: words('inbox.case-note', locale),
      value: shortened(withoutBidi(note.words), MOST_IN_NOTE),
    })),
  ];
}

/** Facts by which somebody is reached. */
const CONTACTS: readonly string[] = ['phone', 'email', 'e-mail', 'contact', 'callback'];

/** What nobody verified gave to be reached by is no way to reach who holds the policy, and says so. */
const marked = (values: readonly GatheredValue[], { facts, data }: Case, locale: Locale): GatheredValue[] =>
  values.map((one) => {
    if (!CONTACTS.includes(one.name) || data[one.name] == null) return one;
    const isVerified = facts.findLast(({ name }) => name === one.name)?.verified === true;
    return isVerified ? one : { ...one, value: words('inbox.value-unverified', locale, { value: one.value }) };
  });

/** The label says the intent already, and the deadlines the hours. */
function withoutIntent({ intent: _, callAt: __, callBy: ___, ...values }: Case['data']): Case['data'] {
  return values;
}
