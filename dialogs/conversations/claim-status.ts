import { takeDown } from '../kit/take-down.ts';

/** How a claim stands. */
export const claimStatus = takeDown('claim-status');
