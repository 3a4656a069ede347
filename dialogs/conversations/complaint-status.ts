import { standing } from '../identity/status.ts';

/** How a complaint stands. */
export const complaintStatus = standing('complaint-status', 'complaints');
