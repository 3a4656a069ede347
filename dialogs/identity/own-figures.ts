import type { Product } from '../../knowledge/product.ts';
import { FOR_LIFE, type Policy, runsOn } from '../../services/policies/policies.ts';
import { isoDate } from '../../services/time/calendar.ts';
import { words } from '../../templates/render.ts';
import { showPhone } from '../../understanding/values/phone.ts';
import { showMoney } from '../kit/show.ts';
import type { Talk } from '../kit/talk.ts';
import { dayLater, showDay } from './show-day.ts';

const DAY_MS = 86_400_000;

const productOf = ({ services }: Talk, { product, version }: Policy): Product | undefined =>
  services.knowledge.product(product, version);

/** What a policy is called, for whoever reads it. */
export const headOf = (talk: Talk, policy: Policy): { number: string; product: string } => ({
  number: policy.number,
  product: productOf(talk, policy)?.text[talk.locale].name ?? policy.product,
});

const dayOf = ({ locale }: Talk, iso: string | undefined): string => (iso ? showDay(iso, locale) : '');

/** Whether a policy runs, and what for. `withSums`: with those of its sums that the question names, or all. */
export function coverOf(talk: Talk, policy: Policy, asked: string, withSums: boolean): Record<string, unknown> {
  const { until, lapsedOn, endedOn, terms } = policy;
  const ofThese = terms.sumsInsured.filter(({ name }) => isNamed(name, asked));
  const sums = ofThese.length > 0 ? ofThese : terms.sumsInsured;
  return {
    ...headOf(talk, policy),
    runs: runsOn(policy, isoDate(talk.services.now, talk.services.zone)),
    until: until === FOR_LIFE ? '' : dayOf(talk, until),
    lapsed: dayOf(talk, lapsedOn),
    ended: dayOf(talk, endedOn),
    sums: withSums ? sums.map(({ name, ...sum }) => ({ name, sum: showMoney(sum, talk.locale) })) : [],
  };
}

/** 装修与设备 in 我家装修保了多少. */
export const isNamed = (name: string, asked: string): boolean =>
  name.split(/[与、和及/\s]+/u).some((part) => part.length > 1 && asked.includes(part));

/** What it would bring, and what is owed on it. */
export function worthOf(talk: Talk, policy: Policy): Record<string, unknown> {
  const { locale } = talk;
  const { loan, cashValue } = policy.terms;
  const left = loan &&
    cashValue && { ...cashValue, amount: Math.round((cashValue.amount - loan.owed.amount) * 100) / 100 };
  return {
    ...headOf(talk, policy),
    owed: loan ? showMoney(loan.owed, locale) : '',
    owedOn: dayOf(talk, loan?.owed.on),
    rate: loan?.rate ?? 0,
    repayBy: dayOf(talk, loan?.due),
    value: cashValue ? showMoney(cashValue, locale) : '',
    valueOn: dayOf(talk, cashValue?.on),
    left: left ? showMoney(left, locale) : '',
  };
}

/** What is to be paid and when, how it is collected, and until when it can be paid late. */
export function premiumOf(talk: Talk, policy: Policy): Record<string, unknown> {
  const { services, locale } = talk;
  const { premium } = policy.terms;
  const today = isoDate(services.now, services.zone);
  const [due, later] = premium?.due ?? [];
  const graceDays = productOf(talk, policy)?.graceDays;
  const grace = due && graceDays ? dayLater(due, graceDays) : undefined;
  const { paidBy, failed, paidUntil } = premium ?? {};
  return {
    ...headOf(talk, policy),
    premium: premium ? showMoney(premium, locale) : '',
    due: dayOf(talk, due),
    afterwards: dayOf(talk, later),
    isOwed: due !== undefined && due < today,
    days: due ? Math.max(0, Math.round((Date.parse(due) - Date.parse(today)) / DAY_MS)) : 0,
    grace: dayOf(talk, grace),
    inGrace: grace !== undefined && grace >= today,
    paidUntil: dayOf(talk, paidUntil),
    failed: dayOf(talk, failed?.on),
    why: failed?.reason ?? '',
    way: paidBy ? wayOf(talk, paidBy) : '',
  };
}

function wayOf(
  { locale }: Talk,
  { way, bank, account }: NonNullable<NonNullable<Policy['terms']['premium']>['paidBy']>,
) {
  const by = words(`own-policies.way-${way}`, locale);
  return account ? words('own-policies.way-of-account', locale, { way: by, bank: bank ?? '', account }) : by;
}

/** The dividend, and what is there of it. */
export function dividendOf(talk: Talk, policy: Policy): Record<string, unknown> {
  const { option = 'cash', accumulated } = policy.terms.dividend ?? {};
  return {
    ...headOf(talk, policy),
    option: words(`own-policies.option-${option}`, talk.locale),
    dividend: accumulated ? showMoney(accumulated, talk.locale) : '',
    dividendOn: dayOf(talk, accumulated?.on),
  };
}

/** Who benefits, by their names, for the policyholder. */
export async function beneficiariesOf(talk: Talk, policy: Policy): Promise<Record<string, unknown>> {
  const named = await talk.services.customers.several(policy.beneficiaries.map(({ customer }) => customer));
  const nameOf = (id: string) => named.find((one) => one.id === id)?.name ?? '';
  const beneficiaries = policy.beneficiaries.map(({ customer, rank, share }) => ({
    ...{ name: nameOf(customer), rank, share },
  }));
  return { ...headOf(talk, policy), beneficiaries };
}

/** Who sold it, how they are reached, and which branch looks after it. */
export function salespersonOf(talk: Talk, policy: Policy): Record<string, unknown> {
  const { salesperson, branch = '' } = policy.terms;
  return {
    ...{ ...headOf(talk, policy), branch, agent: salesperson?.name ?? '', agentLeft: salesperson?.left ?? false },
    agentPhone: salesperson?.phone ? showPhone(salesperson.phone) : '',
  };
}
