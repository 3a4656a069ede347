import { FOR_LIFE, type Policy, type PolicyStore } from '../policies/policies.ts';
import { isoDate, type Zone } from '../time/calendar.ts';
import { type Case, DRAFT } from './case.ts';
import { CASE_KINDS } from './kinds/index.ts';

/**
 * Why the law wants a case's data kept. Until then they may be stored and secured and nothing else (个人信息保护法 §47, last
 * paragraph).
 */
export interface Retention {
  reason: /** The contract that it is about hasn't ended. */
    | 'contract-runs'
    /** The contract has ended, the period after it hasn't. */
    | 'period-runs'
    /** No policy is named that the desk knows: it can't be said that a period is over. */
    | 'contract-unknown';
  /** The article that sets the period. */
  source: string;
  /** The last day (ISO, on the insurer's calendar) on which it has to be kept, where that is known. */
  until?: string;
}

/** 保险法 §87: ledgers, vouchers and what belongs to them, from the end of the contract. */
const SOURCE = '保险法 §87';
const YEARS = { upToOneYear: 5, longer: 10 };

/** Whether a case has to be kept, and why; undefined where nothing wants it kept (any more). */
export async function retentionOf(
  { kind, step, policyNumber }: Pick<Case, 'kind' | 'step' | 'policyNumber'>,
  { policies, now, zone }: { policies: PolicyStore; now: Date; zone: Zone },
): Promise<Retention | undefined> {
  // Nothing was submitted: no record of a contract came of it.
  if (step === DRAFT) return undefined;
  // A kind of another version of the desk is taken for one that is kept.
  if (CASE_KINDS.find(({ name }) => name === kind)?.retention === 'none') return undefined;
  const policy = policyNumber === undefined ? undefined : await policies.find(policyNumber);
  if (!policy) return { reason: 'contract-unknown', source: SOURCE };
  const today = isoDate(now, zone);
  const until = keptUntil(policy);
  const runs = until !== undefined && today <= until;
  if (!hasEnded(policy, today)) return { reason: 'contract-runs', source: SOURCE, ...(runs ? { until } : {}) };
  return runs ? { reason: 'period-runs', source: SOURCE, until } : undefined;
}

const hasEnded = ({ status, until, endedOn }: Policy, today: string): boolean =>
  (status === 'ended' || status === 'surrendered') && (endedOn ?? until) < today;

/**
 * The term that was agreed says how long. Where the day of an early end isn't known, the end that was agreed counts: later,
 * never sooner. Nothing is known of what runs for life.
 */
function keptUntil({ from, until, endedOn }: Policy): string | undefined {
  const end = endedOn ?? until;
  if (end === FOR_LIFE) return undefined;
  return yearsAfter(end, until < yearsAfter(from, 1) ? YEARS.upToOneYear : YEARS.longer);
}

/** The same day of a later year; 29 February is 1 March where there is none. */
function yearsAfter(date: string, years: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year + years, month - 1, day)).toISOString().slice(0, 10);
}
