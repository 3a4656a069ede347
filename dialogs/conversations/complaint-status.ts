import { takeDown } from '../kit/take-down.ts';

/** How a complaint stands. */
export const complaintStatus = takeDown('complaint-status');
