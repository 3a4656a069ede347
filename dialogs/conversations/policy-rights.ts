import { takeDown } from '../kit/take-down.ts';

/** What a policy gives its holder: surrender, a loan, a dividend. */
export const policyRights = takeDown('policy-rights');
