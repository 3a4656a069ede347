import { matchesOf } from '../../../language/matches.ts';
import type { Case } from '../../../services/cases/case.ts';
import { type Complaint, complaint, REVIEW_WITHIN_DAYS } from '../../../services/cases/kinds/complaint.ts';
import type { IncidentTime } from '../../../services/cases/kinds/incident.ts';
import { isoDate } from '../../../services/time/calendar.ts';
import { words } from '../../../templates/render.ts';
import { callWished } from '../../../understanding/call-back-words.ts';
import { cut } from '../../../understanding/clauses/cut.ts';
import {
  type Demand,
  demand,
  demandPutRight,
  findDemand,
  joinDemands,
} from '../../../understanding/complaints/demand.ts';
import { grievance } from '../../../understanding/complaints/grievance.ts';
import { caseReference, withoutReferences } from '../../../understanding/complaints/reference.ts';
import { type About, aboutPutRight, joinAbout, respondent } from '../../../understanding/complaints/respondent.ts';
import { contestsDecision } from '../../../understanding/complaints/review.ts';
import { COMPLAINT } from '../../../understanding/complaints/words.ts';
import { digitsPutRight, timePutRight } from '../../../understanding/corrections/values-put-right.ts';
import { wordsPutRight } from '../../../understanding/corrections/words-put-right.ts';
import { CALLED } from '../../../understanding/form-words.ts';
import { incidentTime } from '../../../understanding/values/incident-time.ts';
import type { ValueReader } from '../../../understanding/values/kit/reading.ts';
import { findName, personName } from '../../../understanding/values/name.ts';
import { phone, showPhone } from '../../../understanding/values/phone.ts';
import { policyNumber } from '../../../understanding/values/policy-number.ts';
import type { Dialog } from '../../kit/dialog.ts';
import type { DialogServices } from '../../kit/dialog-services.ts';
import { form } from '../../kit/form/form.ts';
import type { Filled, Slots } from '../../kit/form/slots.ts';
import { showDate, showIncidentTime, showMoney } from '../../kit/show.ts';
import type { Talk } from '../../kit/talk.ts';

/** What is told of a complaint. Only what happened, what is wanted and how they are reached are asked for. */
type Told = {
  review: boolean;
  happened: string;
  about: About;
  when: IncidentTime;
  earlier: string;
  receivedAt: IncidentTime;
  policyNumber: string;
  wanted: Demand;
  name: string;
  phone: string;
};

/** A read back of what happened is no longer: the whole of it stands above, and with the case. */
const MOST_SHOWN = 320;

const review: ValueReader<boolean> = (text) => (contestsDecision(text) ? { value: true } : undefined);

/** A day or time, where no reference is taken for one. */
const time: ValueReader<IncidentTime> = (text, context) => {
  const said = withoutCalls(withoutReferences(text));
  const reading = incidentTime(said, context);
  // 现在要取 tells no time of what happened.
  if (reading && 'value' in reading)
    return reading.value.precision === 'minute' && reading.value.approximate ? undefined : reading;
  // Among other words only a day that is written out is one.
  const [day, another] = matchesOf(said, DAY);
  return day && !another ? incidentTime(day[0], context) : reading;
};
/** When somebody wants to be called isn't when it happened. */
const withoutCalls = (text: string): string =>
  callWished(text) === null
    ? text
    : cut(text)
        .map(({ at, end }) => text.slice(at, end))
        .filter((clause) => callWished(clause) === null)
        .join('，');
const DAY = /(?:\d{4}年)?\d{1,2}月\d{1,2}[日号]/gu;

/** Hears a complaint out: what happened first, then what is wanted; whatever else is told is taken where it is told. */
export function complaintForm(name: string, { now, zone }: DialogServices): Dialog {
  const slots = slotsIn(zone);
  return form<Told, Complaint>(name, {
    kind: complaint,
    content: async (filled) => ({ data: contentOf(filled) }),
    slots,
    readBack: (talk, names, filled, isAll) =>
      names
        .filter((one) => isReadBack(one, isAll === true, filled))
        .map((one) => ({
          label: words(`file-complaint.label-${one}`, talk.locale),
          value: shown(slots, one as keyof Told, filled, talk),
        })),
    about: (filled) => ({ review: filled.review === true }),
    aside: sayRights,
    submitted: async (talk, filled, submitted) => {
      await talk.say(filled.review ? 'file-complaint.registered-review' : 'file-complaint.registered', {
        reference: submitted.reference,
        by: dueBy(submitted, zone, talk),
        withoutPhone: !filled.phone,
        late: filled.receivedAt != null && isLate(filled.receivedAt.date, isoDate(now, zone)),
      });
    },
  });
}

const slotsIn = (zone: string): Slots<Told> => ({
  review: {
    read: review,
    find: review,
    asked: false,
    show: (_, talk) => words('file-complaint.of-a-decision', talk.locale),
  },
  happened: {
    read: grievance,
    find: grievance,
    anyWords: true,
    join: (before, told) => `${before}\n${told}`,
    echoes: true,
    putRight: wordsPutRight,
    show: shortened,
  },
  about: {
    read: respondent,
    find: respondent,
    asked: false,
    join: joinAbout,
    putRight: aboutPutRight,
    show: ({ said }) => said,
  },
  when: {
    read: time,
    find: time,
    asked: false,
    putRight: timePutRight,
    matters: ({ review: isReview }) => isReview !== true,
    show: (time, talk) => showIncidentTime(time, zone, talk.locale),
  },
  earlier: {
    read: caseReference,
    find: caseReference,
    asked: ({ review: isReview, ...known }) => isReview === true && !('receivedAt' in known),
    optional: true,
    show: (reference) => reference,
  },
  receivedAt: {
    read: time,
    find: time,
    putRight: timePutRight,
    matters: ({ review: isReview }) => isReview === true,
    asked: ({ earlier }) => earlier !== null,
    optional: true,
    show: (time, talk) => showIncidentTime(time, zone, talk.locale),
  },
  policyNumber: { read: policyNumber, find: policyNumber, asked: false, lasting: true, show: (number) => number },
  wanted: {
    read: demand,
    find: findDemand,
    optional: 'when asked again',
    join: joinDemands,
    putRight: demandPutRight,
    show: showDemand,
  },
  name: { read: personName, find: findName, asked: false, lasting: true, show: (value) => value },
  phone: {
    read: phone,
    find: phone,
    putRight: digitsPutRight,
    show: showPhone,
    lasting: true,
    optional: true,
    called: CALLED.phone,
  },
});

/** Their own words only where all is read back, before it is handed in; one time once. */
function isReadBack(name: string, isAll: boolean, { review: isReview }: Filled<Told>): boolean {
  if (name === 'happened') return isAll;
  return name !== (isReview ? 'when' : 'receivedAt');
}

function shown<Name extends keyof Told>(slots: Slots<Told>, name: Name, filled: Filled<Told>, talk: Talk): string {
  const value = filled[name];
  return value == null
    ? words('form.not-at-hand', talk.locale)
    : slots[name].show(value as NonNullable<Told[Name]>, talk);
}

const shortened = (value: string): string => (value.length > MOST_SHOWN ? `${value.slice(0, MOST_SHOWN)}…` : value);

/** Their right to turn to others, and what becomes of a claim meanwhile, are told where they speak of it; each once. */
export async function sayRights(talk: Talk): Promise<boolean> {
  if (COMPLAINT['asks-effect'].test(talk.said.words)) {
    await talk.say('file-complaint.no-effect');
    return true;
  }
  if (!COMPLAINT.threatens.test(talk.said.words)) return false;
  await talk.say('file-complaint.rights');
  return true;
}

/** One time is told twice: of a review it is when the decision was received, of anything else when it happened. */
function contentOf({ when, receivedAt, ...others }: Filled<Told>): Complaint {
  const told = others.review ? { receivedAt } : { when };
  return { ...others, ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) };
}

function showDemand({ kinds, amount, said }: Demand, talk: Talk): string {
  const shown = kinds.map((kind) => (kind === 'other' ? said : words(`file-complaint.wanted-${kind}`, talk.locale)));
  const cost = amount ? [showMoney(amount, talk.locale)] : [];
  return [...shown, ...cost].join(talk.locale === 'en' ? ', ' : '、');
}

/** By when it is answered; of what has no clock, nothing. */
function dueBy({ deadlines }: Case, zone: string, talk: Talk): string {
  const due = deadlines[0]?.dueAt;
  return due ? showDate(due, zone, talk.locale) : '';
}

/** Both days are the insurer's; the day on which it was received doesn't count (民法典 §201). */
const isLate = (received: string, today: string): boolean => today > addDaysTo(received, REVIEW_WITHIN_DAYS);

const addDaysTo = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
