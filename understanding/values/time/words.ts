import { phrases } from '../../phrases/phrases.ts';

/** What is said around times, by which they belong together, take each other's place, or aren't meant. */
export const said = phrases('time-mentions', [
  'to',
  'next-to',
  'runs-into',
  'only-time',
  'found-out',
  'left-there',
  'standing',
  'until',
  'today',
  'disowned',
  'reported',
  'on-the-way',
  'put-right',
  'put-right-between',
  'then-right',
  'taken-back',
  'taken-back-between',
  'mistaken',
  'replaced',
]);
