import { takeDown } from '../kit/take-down.ts';

/** A policy is to go on, or its premium to be paid. */
export const renewal = takeDown('renewal');
