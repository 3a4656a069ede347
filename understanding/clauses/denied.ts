import { phrases } from '../phrases/phrases.ts';
import { clausesIn } from './clauses.ts';

const { 'denied-before': DENIED_BEFORE } = phrases('clause-denials', ['denied-before']);
/** It stands within so many characters. */
const REACH = 24;

/** Whether the words right before a place take back what stands there: 不是5000，是3000. */
export const isDenied = (text: string, at: number): boolean =>
  DENIED_BEFORE.test(text.slice(Math.max(0, at - REACH), at));

/** Whether a message begins by taking something back: 不是人民路，是红星路. */
export const beginsDenying = (said: string): boolean => clausesIn(said)[0]?.polarity === 'denied';
