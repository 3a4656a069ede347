import { z } from 'zod';
import type { Money } from '../services/money.ts';
import { eMail } from '../understanding/values/e-mail.ts';
import { idCard } from '../understanding/values/id-card.ts';
import type { ReadingContext, Reason, ValueReader } from '../understanding/values/kit/reading.ts';
import { phone } from '../understanding/values/phone.ts';
import { plate } from '../understanding/values/plate.ts';
import { policyNumber } from '../understanding/values/policy-number.ts';

/** What a text is read into, or why it can't be: what to write instead. */
type Read<T> = { value: T } | { write: string };

/** A text that is read. `what` says what belongs there, as it follows "write". */
export const field = <T>(what: string, read: (said: string) => Read<T> | undefined) =>
  z.string({ error: `write ${what}` }).transform((said, context): T => {
    const found = read(said.trim());
    if (found && 'value' in found) return found.value;
    context.addIssue({ code: 'custom', message: `write ${found?.write ?? what}` });
    return z.NEVER;
  });

const matching = <T>(what: string, pattern: RegExp, made: (match: RegExpExecArray) => T | undefined) =>
  field(what, (said): Read<T> | undefined => {
    const match = pattern.exec(said);
    const value = match ? made(match) : undefined;
    return value === undefined ? undefined : { value };
  });

export const text = (what: string) => matching(what, /^.*\S.*$/su, ([all]) => all);

export const oneOf = <Word extends string>(words: readonly Word[]) =>
  field(`one of ${words.join(', ')}`, (said): Read<Word> | undefined => {
    const value = words.find((word) => word === said);
    return value === undefined ? undefined : { value };
  });

export const yesNo = oneOf(['true', 'false']).transform((word) => word === 'true');

/** What an insurer calls its own: no blanks, so that it is read over the phone as it stands. */
export const identifier = (what: string) => matching(what, /^[\w./-]{1,40}$/u, ([all]) => all);

/** A text of a shape that a reader of customers' words reads, so that the desk finds it again as it is kept. */
const readBy = <T>(reader: ValueReader<T>, context: ReadingContext, shape: RegExp, what: string, why: Whys = {}) =>
  field(what, (said): Read<T> | undefined => {
    const reading = shape.test(said) ? reader(said, context) : undefined;
    if (!reading || 'value' in reading) return reading;
    const reason = why[reading.ask]?.(said);
    return reason === undefined ? undefined : { write: `${what}: ${reason}` };
  });
/** What is wrong with a text, by the reason for which a customer would be asked again. */
type Whys = Partial<Record<Reason, (said: string) => string | undefined>>;

export const identifiersIn = (context: ReadingContext) => ({
  policyNumber: readBy(
    policyNumber,
    context,
    /^[A-Z]{2}\d{12}$/,
    'a policy number of two capital letters and twelve digits',
  ),
  plate: readBy(plate, context, /^\S{6,10}$/u, 'a number plate such as 浙A12345'),
  phone: readBy(phone, context, /^\+?[\d ().-]+$/, 'one phone number, such as 13800138000 or +852 9123 4567', {
    'area-code': () => 'its area code is missing',
  }),
  email: readBy(eMail, context, /^\S+$/, 'one e-mail address'),
  idNumber: readBy(idCard, context, /^\d+X?$/, 'an ID number of 18 places', {
    'not-an-id-card': ({ length }) =>
      length === 18 ? 'the last place isn’t the check digit of the others' : undefined,
    'old-id-card': () => 'the old one of 15 places is none any more',
    'id-card-area': () => 'no area has the first six digits',
    'id-card-birthday': () => 'digits 7 to 14 are no birthday',
  }),
});

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));
const AMOUNT = /^(\d{1,12}(?:\.\d{1,2})?) ([A-Z]{3})$/;

/** An amount with its currency. Thousands aren't set apart: a comma would end the value in a YAML map on one line. */
export const money = matching('an amount with its currency, such as 3200.50 CNY', AMOUNT, (match) => {
  const [, amount, currency = ''] = match;
  return CURRENCIES.has(currency) ? ({ amount: Number(amount), currency } satisfies Money) : undefined;
});

/** A number of percent, with two decimals at most. */
export const percent = (what: string) =>
  matching(what, /^(\d{1,3}(?:\.\d{1,2})?)%$/, ([, number]) => (Number(number) <= 100 ? Number(number) : undefined));

export const rank = matching('a rank from 1 to 9', /^[1-9]$/, ([digit]) => Number(digit));

/** Of an account nothing more is kept. */
export const lastFour = matching('the last four digits of the account, and no more of it', /^\d{4}$/, ([all]) => all);

export const vin = matching('a VIN of 17 places, without I, O and Q', /^[A-HJ-NPR-Z\d]{17}$/, ([all]) => all);
