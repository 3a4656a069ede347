import { LEAVING } from './leaving.ts';

/** Says to go on with what is in hand, or back to it, and nothing else. */
export const { resume: GO_ON } = LEAVING;
