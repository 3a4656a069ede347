import { standing } from '../identity/status.ts';

/** How a claim stands. */
export const claimStatus = standing('claim-status', 'claims');
