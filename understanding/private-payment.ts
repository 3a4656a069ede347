import { phrases } from './phrases/phrases.ts';

/**
 * What somebody tells of one who is, or says to be, the insurer's and wants money on an account of their own: that they want
 * it, whose they are, that they had some, that it is hard to believe, that it was stopped. See `private-payment.yaml`.
 */
export const PRIVATE_PAYMENT = phrases('private-payment', ['asked', 'ours', 'paid', 'doubts', 'stopped']);
