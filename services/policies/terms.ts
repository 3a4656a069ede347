import type { Money } from '../money.ts';

/** What was agreed in a policy, and how its values stand, as far as the insurer says. Dates are ISO. */
export interface PolicyTerms {
  vehicle?: { model?: string; vin?: string };
  /** What is insured where it stands: a home, a shop. */
  property?: { address: string };
  premium?: Premium;
  sumsInsured: readonly SumInsured[];
  /** What a surrender would have paid on a day. */
  cashValue?: ValueOn;
  loan?: PolicyLoan;
  dividend?: Dividend;
  riders: readonly Rider[];
  salesperson?: Salesperson;
  /** Which of the insurer's branches looks after it. */
  branch?: string;
}

/** An amount as it stood on a day. */
export interface ValueOn extends Money {
  on: string;
}

export const PREMIUM_FREQUENCIES = ['single', 'yearly', 'half-yearly', 'quarterly', 'monthly'] as const;
export const PAYMENT_WAYS = ['direct-debit', 'transfer', 'card', 'wechat', 'alipay', 'cash'] as const;

export interface Premium extends Money {
  frequency: (typeof PREMIUM_FREQUENCIES)[number];
  paidBy?: {
    way: (typeof PAYMENT_WAYS)[number];
    bank?: string;
    /** The last four digits of the account. */
    account?: string;
  };
  /** The days on which something is to be paid, the next one first: those that have passed are owed. */
  due: readonly string[];
  /** The last day that is paid for. */
  paidUntil?: string;
  /** The last collection, where it failed. */
  failed?: { on: string; reason: string };
  /** Whether an unpaid premium is lent from the cash value (自动垫交). */
  automaticLoan?: boolean;
}

export interface SumInsured extends Money {
  name: string;
  /** The clause that it is the limit of. */
  cover?: string;
}

export interface PolicyLoan {
  /** With interest, as it stood on a day. */
  owed: ValueOn;
  since: string;
  /** When it has to be paid back or renewed. */
  due?: string;
  /** Percent a year. */
  rate?: number;
}

export const DIVIDEND_OPTIONS = ['cash', 'accumulate', 'premium', 'paid-up-additions'] as const;

export interface Dividend {
  option: (typeof DIVIDEND_OPTIONS)[number];
  /** What is there to be drawn. */
  accumulated?: ValueOn;
}

export interface Rider {
  name: string;
  sumInsured?: Money;
  from?: string;
  until?: string;
}

export interface Salesperson {
  name: string;
  /** E.164. */
  phone?: string;
  /** Works for the insurer no more. */
  left: boolean;
}
