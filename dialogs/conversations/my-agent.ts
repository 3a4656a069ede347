import { takeDown } from '../kit/take-down.ts';

/** Who the salesperson is, and how to reach them. */
export const myAgent = takeDown('my-agent');
