import { phrases } from './phrases/phrases.ts';
import { policyNumbersIn } from './values/policy-number.ts';

/**
 * What somebody asks of their own contract: which they have (`list`), what it is insured for (`sum`), whether it still
 * runs (`period`), what is owed on a loan (`loan`), what a surrender would bring (`cash-value`), what is to be paid next
 * (`premium`). `looks-up` is all that is said beside a policy's number, and `bare-…` doesn't say whose it is.
 */
const OWN_POLICY = phrases('own-policy', [
  'list',
  'looks-up',
  'sum',
  'period',
  'loan',
  'cash-value',
  'premium',
  'may-borrow',
  'bare-sum',
  'bare-cash-value',
  'bare-premium',
]);

/** What of a contract is asked. */
export type OfOwn = 'list' | 'sum' | 'period' | 'loan' | 'cash-value' | 'premium';

const ASKED: readonly OfOwn[] = ['loan', 'cash-value', 'premium', 'sum', 'period', 'list'];
const BARE: readonly ('sum' | 'cash-value' | 'premium')[] = ['cash-value', 'premium', 'sum'];

/**
 * What of their own contract a message asks, what is the policyholder's alone first; undefined where it asks none of it. A
 * policy's number stands for their own. Of who `isKnown` 保额是多少 is their own, too.
 */
export function askedOfOwn(words: string, { isKnown = false }: { isKnown?: boolean } = {}): OfOwn | undefined {
  const [number] = policyNumbersIn(words);
  const around = number && [words.slice(0, number.at), words.slice(number.at + number.length)];
  const texts = around ? [words, around.join(OWN)] : [words];
  const asked = ASKED.find((one) => texts.some((text) => OWN_POLICY[one].test(text)));
  if (asked) return asked;
  const isBare = isKnown || around !== undefined;
  const bare = isBare ? BARE.find((one) => OWN_POLICY[`bare-${one}`].test(words)) : undefined;
  return bare ?? (around && OWN_POLICY['looks-up'].test(around.join(' ').trim()) ? 'list' : undefined);
}

/** Whether a loan that could be had is asked for, too. */
export const asksToBorrow = (words: string): boolean => OWN_POLICY['may-borrow'].test(words);

/** Stands where a number stood, in either language. */
const OWN = ' my policy ';
