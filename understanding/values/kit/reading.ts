/** Why a reader has to ask again. Each has its sentence, `form.retry-<reason>`, in every locale. */
export const REASONS = [
  // incident-time
  'future',
  'impossible-date',
  'impossible-hour',
  'not-a-date',
  'vague',
  'which-time',
  'which-day',
  'which-week',
  'which-half',
  'which-night',
  'day-or-month',
  'dates-disagree',
  // money, count
  'amount-open',
  'which-amount',
  'not-an-amount',
  'which-currency',
  'count-open',
  'which-count',
  'not-a-count',
  // identifiers
  'not-a-phone',
  'area-code',
  'which-phone',
  'not-an-e-mail',
  'which-e-mail',
  'not-an-id-card',
  'old-id-card',
  'id-card-digits',
  'id-card-birthday',
  'id-card-area',
  'which-id-card',
  'not-a-bank-card',
  'bank-card-digits',
  'which-bank-card',
  'not-a-plate',
  'plate-province',
  'plate-letters',
  'which-plate',
  'not-a-policy-number',
  'which-policy-number',
  // people
  'not-a-name',
  'full-name',
  'which-relation',
  // answers
  'unsure',
  'yes-but',
  'yes-or-no',
  'which-option',
  'no-such-option',
  'none-of-these',
  'too-short',
  'too-long',
  // call-window
  'window-over',
] as const;
export type Reason = (typeof REASONS)[number];

/** What a reader made of a text: a value; a reason to ask again, for which there is a sentence; or nothing. */
export type Reading<T> = { value: T } | { ask: Reason } | undefined;

/** What a reader knows besides the text itself. */
export interface ReadingContext {
  /** When the message was sent: every relative time is relative to it, not to now. */
  reference: Date;
  /** The insurer's time zone. */
  zone: string;
}

/** Reads a value out of an answer, or out of any message. */
export type ValueReader<T> = (text: string, context: ReadingContext) => Reading<T>;
