import { takeDownOnceKnown } from '../kit/take-down.ts';

/** A policy is to be looked after elsewhere. */
export const transferPolicy = takeDownOnceKnown('transfer-policy');
