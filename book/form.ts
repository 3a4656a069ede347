import { z } from 'zod';
import { RELATIONS } from '../services/customers/relations.ts';
import { CLAIM_OUTCOMES, COMPLAINT_OUTCOMES, INSURER_CASE_STATUSES } from '../services/insurer-cases/insurer-cases.ts';
import { POLICY_STATUSES } from '../services/policies/policies.ts';
import { DIVIDEND_OPTIONS, PAYMENT_WAYS, PREMIUM_FREQUENCIES } from '../services/policies/terms.ts';
import type { ReadingContext } from '../understanding/values/kit/reading.ts';
import { dayFrom, isoDay, lastDay } from './days.ts';
import { field, identifier, identifiersIn, lastFour, money, oneOf, percent, rank, text, vin, yesNo } from './fields.ts';

/** What a book is read with. */
export interface BookContext extends ReadingContext {
  /** ISO, on the insurer's calendar. */
  today: string;
  /** People who don't exist: days may be counted from today. */
  samples: boolean;
}

/**
 * The form of a book, as `docs/seed.md` describes it: strict, so that a word that is written wrongly isn't passed over.
 *
 * It says what stands where; what has to agree with what is in `agreements.ts`.
 */
export const bookForm = (context: BookContext) => {
  const { policyNumber, plate, phone, email, idNumber } = identifiersIn(context);
  const dayOr = (what: string, more: (said: string) => string | undefined) =>
    field(what, (said) => {
      const value = isoDay(said) ?? more(said) ?? (context.samples ? dayFrom(context.today, said) : undefined);
      if (value !== undefined) return { value };
      const isCounted = dayFrom(context.today, said) !== undefined;
      return isCounted ? { write: `${what}: days are counted from today in samples alone` } : undefined;
    });
  const day = dayOr('a day such as 2026-01-31', () => undefined);
  const customer = identifier('the id of a customer');
  const list = <T extends z.ZodType>(of: T) => z.array(of, { error: 'write a list' });
  const map = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape, { error: 'write keys and values' });
  const amountOn = { amount: money, on: day };
  const flat = <T extends { amount: z.infer<typeof money> }>({ amount, ...rest }: T) => ({ ...amount, ...rest });
  const relation = oneOf(RELATIONS);

  const customers = map({
    id: customer,
    name: text('a name'),
    idNumber: idNumber.optional(),
    phones: list(phone).default([]),
    email: email.optional(),
    address: text('an address').optional(),
  });

  const premium = map({
    amount: money,
    frequency: oneOf(PREMIUM_FREQUENCIES),
    paidBy: map({ way: oneOf(PAYMENT_WAYS), bank: text('a bank').optional(), account: lastFour.optional() }).optional(),
    due: list(day).default([]),
    paidUntil: day.optional(),
    failed: map({ on: day, reason: text('why it failed') }).optional(),
    automaticLoan: yesNo.optional(),
  }).transform(flat);

  const policies = map({
    number: policyNumber,
    holder: customer,
    insured: list(map({ customer, relation })).min(1, { error: 'write at least one who is insured' }),
    beneficiaries: list(map({ customer, relation, rank, share: percent('a share such as 50%') })).default([]),
    product: text('a product’s code'),
    version: text('a version of the product, such as 2026'),
    vehicle: map({ plate, model: text('a model').optional(), vin: vin.optional() }).optional(),
    property: map({ address: text('an address') }).optional(),
    from: day,
    until: dayOr('a day such as 2026-01-31, or life', lastDay),
    status: oneOf(POLICY_STATUSES),
    lapsedOn: day.optional(),
    endedOn: day.optional(),
    premium: premium.optional(),
    sumsInsured: list(
      map({ name: text('what it is called'), cover: text('the id of a clause').optional(), amount: money }).transform(
        flat,
      ),
    ).default([]),
    cashValue: map(amountOn).transform(flat).optional(),
    loan: map({
      owed: map(amountOn).transform(flat),
      since: day,
      due: day.optional(),
      rate: percent('a rate a year such as 5.5%').optional(),
    }).optional(),
    dividend: map({
      option: oneOf(DIVIDEND_OPTIONS),
      accumulated: map(amountOn).transform(flat).optional(),
    }).optional(),
    riders: list(
      map({
        name: text('what it is called'),
        sumInsured: money.optional(),
        from: day.optional(),
        until: day.optional(),
      }),
    ).default([]),
    salesperson: map({ name: text('a name'), phone: phone.optional(), left: yesNo.default(false) }).optional(),
    branch: text('a branch').optional(),
    try: list(text('what a customer could say')).optional(),
  });

  const common = {
    reference: identifier('a reference of letters, digits and -./_ without blanks'),
    policy: policyNumber.optional(),
    customer,
    onBehalfOf: customer.optional(),
    receivedOn: day,
    branch: text('a branch'),
    status: oneOf(INSURER_CASE_STATUSES),
    what: text('what it is about, in a few words'),
  };
  const decided = { on: day, reason: text('the reason'), receivedOn: day.optional(), amount: money.optional() };
  const cases = z.discriminatedUnion(
    'kind',
    [
      map({
        kind: z.literal('claim'),
        ...common,
        happenedOn: day.optional(),
        missing: list(text('a document')).default([]),
        decision: map({ outcome: oneOf(CLAIM_OUTCOMES), ...decided }).optional(),
        paidOn: day.optional(),
      }),
      map({
        kind: z.literal('complaint'),
        ...common,
        decision: map({ outcome: oneOf(COMPLAINT_OUTCOMES), ...decided }).optional(),
      }),
    ],
    { error: 'write kind: claim or kind: complaint' },
  );

  return map({
    samples: yesNo.default(false),
    customers: list(customers).default([]),
    policies: list(policies).default([]),
    cases: list(cases).default([]),
  });
};

/** A book as it is written, each value read. */
export type WrittenBook = z.infer<ReturnType<typeof bookForm>>;
export type WrittenPolicy = WrittenBook['policies'][number];
export type WrittenCase = WrittenBook['cases'][number];
