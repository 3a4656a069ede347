import { takeDown } from '../kit/take-down.ts';

/** Something in a policy is to be another: a beneficiary, an address, a name. */
export const changePolicy = takeDown('change-policy');
