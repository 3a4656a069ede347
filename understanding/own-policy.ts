import { phrases } from './phrases/phrases.ts';

/**
 * What somebody asks of their own contract: what it is insured for (`sum`), whether it still runs (`period`), what is owed
 * on a loan (`loan`), what a surrender would bring (`cash-value`), what is to be paid next (`premium`).
 */
export const OWN_POLICY = phrases('own-policy', ['sum', 'period', 'loan', 'cash-value', 'premium']);
