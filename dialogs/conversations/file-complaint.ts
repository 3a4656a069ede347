import { takeDown } from '../kit/take-down.ts';

/** A complaint about the insurer. */
export const fileComplaint = takeDown('file-complaint');
