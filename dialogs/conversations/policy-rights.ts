import { takeDownOnceKnown } from '../kit/take-down.ts';

/** What a policy gives its holder: surrender, a loan, a dividend. */
export const policyRights = takeDownOnceKnown('policy-rights');
