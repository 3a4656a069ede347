import { takeDown } from '../kit/take-down.ts';

/** How to keep a loss from happening. */
export const riskAdvice = takeDown('risk-advice');
