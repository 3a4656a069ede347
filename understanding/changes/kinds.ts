import { heardPlainly } from '../../language/window.ts';
import { phrases } from '../phrases/phrases.ts';
import { freeText } from '../values/kit/free-text.ts';
import type { ValueReader } from '../values/kit/reading.ts';

/** What can be changed of a contract. */
export const CHANGES = [
  'address',
  'phone',
  'e-mail',
  'name',
  'id',
  'occupation',
  'account',
  'frequency',
  'term',
  'beneficiary',
  'policyholder',
  'sum',
  'rider',
  'disclosure',
] as const;
export type Change = (typeof CHANGES)[number];
/** Changes of a value that no reader reads: they are kept in the customer's words. */
export const IN_WORDS: readonly Change[] = ['name', 'id', 'term', 'policyholder', 'sum', 'rider', 'disclosure'];

export const FREQUENCIES = ['monthly', 'quarterly', 'half-yearly', 'yearly'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

export const CHANGE = phrases('change', [
  ...CHANGES,
  ...FREQUENCIES,
  'asks-done',
  'becomes',
  'changing',
  'told',
  'without-postcode',
  'not-holder',
  'is-holder',
]);
const RELEVANT = new RegExp(CHANGES.map((one) => CHANGE[one].source).join('|'), 'i');

/** Which changes are wanted, in any message; 电子邮件 is no address, and a name that is only told none. */
export const changes: ValueReader<readonly Change[]> = (text) => {
  const said = heardPlainly(text, RELEVANT);
  const found = CHANGES.filter((one) => CHANGE[one].test(said));
  const kinds = found.filter((one) => one !== 'address' || !/e-?mail address/i.test(said));
  return kinds.length > 0 ? { value: kinds } : undefined;
};

/** How often it is to be paid: of 年交改成月交 the last. */
export const frequency: ValueReader<Frequency> = (text) => {
  const said = heardPlainly(text, RELEVANT);
  const places = FREQUENCIES.flatMap((value) => {
    const at = said.search(CHANGE[value]);
    return at < 0 ? [] : [{ value, at }];
  }).sort((one, other) => other.at - one.at);
  const [last] = places;
  return last ? { value: last.value } : undefined;
};

/** The same, where the message says that they are to be changed. */
export const findChanges: ValueReader<readonly Change[]> = (text, context) =>
  CHANGE.changing.test(text) ? changes(text, context) : undefined;

/** Nobody says what is to be instead in more; the whole stands in the log. */
const inTheirWords = freeText({ least: 2, most: 1_000 });

/** What is to be instead, in the customer's words, where a message tells it of a change that no reader reads. */
export const findDetail: ValueReader<string> = (text, context) => {
  const told = changes(text, context);
  const isInWords = told && 'value' in told && told.value.some((one) => IN_WORDS.includes(one));
  return isInWords && CHANGE.told.test(text) ? inTheirWords(text, context) : undefined;
};
export const detail = inTheirWords;
