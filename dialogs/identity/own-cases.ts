import { type Case, DRAFT } from '../../services/cases/case.ts';
import type { Claim, Complaint, InsurerCase } from '../../services/insurer-cases/insurer-cases.ts';
import { isoDate } from '../../services/time/calendar.ts';
import { hasTemplate, words } from '../../templates/render.ts';
import { showMoney } from '../kit/show.ts';
import type { Talk } from '../kit/talk.ts';
import { ownOf } from './own-policy.ts';
import { dayLater, showDay } from './show-day.ts';

/** Days after a complaint's decision reached somebody within which they can ask for its review (投诉办法 §20). */
const REVIEW_DAYS = 30;

/** What of the desk's own cases a question is about. */
export type About = 'claims' | 'complaints';

/** Whether one of the desk's cases is a complaint. */
const isComplaint = ({ kind, data }: Case): boolean => kind === 'complaint' || data.intent === 'file-complaint';

/** Those of this conversation's cases that a question is about. What is still being told isn't asked about. */
export const ownAbout = async (talk: Talk, about: About): Promise<Case[]> =>
  (await talk.services.cases.own()).filter(
    (one) => isComplaint(one) === (about === 'complaints') && one.step !== DRAFT,
  );

/** Tells how cases of the desk's stand: the step, and the deadlines that run. */
export async function tellOwn(talk: Talk, cases: readonly Case[]): Promise<void> {
  const { locale } = talk;
  await talk.say('own-cases.here', {
    several: cases.length > 1,
    cases: cases.map(({ reference, step, closedAt, openedAt, submittedAt, deadlines }) => ({
      reference,
      isDraft: step === DRAFT,
      closed: step !== DRAFT && closedAt !== undefined,
      step: stepOf(step, talk),
      on: showDay(isoDate(submittedAt ?? openedAt, talk.services.zone), locale),
      deadlines: closedAt
        ? []
        : deadlines.map(({ name, dueAt, source }) => ({
            what: words(
              hasTemplate(`inbox.deadline-${name}`, locale) ? `inbox.deadline-${name}` : 'own-cases.answer',
              locale,
            ),
            day: showDay(isoDate(dueAt, talk.services.zone), locale),
            source,
          })),
    })),
  });
}

const stepOf = (step: string, { locale }: Talk): string => {
  const key = `inbox.step-${step}`;
  return words(hasTemplate(key, locale) ? key : 'own-cases.in-hand', locale);
};

/** A case of the desk's that a verified customer refers to: one of this conversation, or of a policy of theirs. */
export async function referredBy(talk: Talk, reference: string): Promise<Case | undefined> {
  const here = (await talk.services.cases.own()).find((one) => one.reference === reference);
  if (here) return here;
  const found = await talk.services.cases.referred(reference);
  const policy = await talk.services.policies.find(found?.policyNumber ?? '');
  return ownOf(talk, policy) ? found : undefined;
}

/** Tells a verified customer how what the insurer keeps of theirs stands. Returns whether there is any. */
export async function tellKept(talk: Talk, customer: string, about: About): Promise<boolean> {
  const kept = (await talk.services.insurerCases.ofCustomer(customer)).filter(
    ({ kind }) => kind === (about === 'claims' ? 'claim' : 'complaint'),
  );
  if (kept.length === 0) return false;
  await talk.say(`own-cases.${about}`, { several: kept.length > 1, cases: kept.map((one) => shown(one, talk)) });
  return true;
}

/** Reads out the reasons of what was decided of theirs, in the record's words: of what didn't go their way, where there is such. */
export async function tellReasons(talk: Talk, customer: string): Promise<void> {
  const decided = (await talk.services.insurerCases.ofCustomer(customer)).filter(({ decision }) => decision);
  const against = decided.filter(({ decision }) => AGAINST.includes(decision?.outcome ?? ''));
  const ofClaims = against.filter(({ kind }) => kind === 'claim');
  const meant = [ofClaims, against, decided].find(({ length }) => length > 0) ?? [];
  if (meant.length === 0) return talk.say('own-cases.no-reason');
  await talk.say('own-cases.reason', { cases: meant.map((one) => shown(one, talk)) });
}
const AGAINST: readonly string[] = ['refused', 'partly-accepted', 'rejected', 'partly-upheld'];

function shown(one: InsurerCase, talk: Talk): Record<string, unknown> {
  const { locale } = talk;
  const { reference, what, branch, receivedOn, status, decision } = one;
  const missing = one.kind === 'claim' ? one.missing : [];
  return {
    ...{ reference, what, branch, on: showDay(receivedOn, locale) },
    isReviewed: status === 'under-review',
    isWithdrawn: status === 'withdrawn',
    missing,
    isMissing: missing.length > 0,
    decided: status === 'decided' && decision ? decided(one, talk) : undefined,
  };
}

function decided(one: Claim | Complaint, talk: Talk): Record<string, unknown> {
  const { locale } = talk;
  const { decision } = one;
  if (!decision) return {};
  const { outcome, on, reason, amount, receivedOn } = decision;
  const paidOn = one.kind === 'claim' ? one.paidOn : undefined;
  const until = one.kind === 'complaint' && receivedOn ? dayLater(receivedOn, REVIEW_DAYS) : undefined;
  const today = isoDate(talk.services.now, talk.services.zone);
  return {
    on: showDay(on, locale),
    outcome: words(`own-cases.outcome-${outcome}`, locale),
    reason,
    amount: amount ? showMoney(amount, locale) : '',
    paidOn: paidOn ? showDay(paidOn, locale) : '',
    isOwed: one.kind === 'claim' && outcome !== 'refused' && !paidOn,
    isContestable: outcome === 'refused' || outcome === 'partly-accepted',
    reviewUntil: until && until >= today ? showDay(until, locale) : '',
  };
}
