import { takeDownOnceKnown } from '../kit/take-down.ts';

/** A benefit is due, such as at the end of a policy. */
export const benefitPayment = takeDownOnceKnown('benefit-payment');
