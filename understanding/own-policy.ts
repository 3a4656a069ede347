import { phrases } from './phrases/phrases.ts';

/** What somebody asks of their own contract: what it is insured for (`sum`), whether it still runs (`period`). */
export const OWN_POLICY = phrases('own-policy', ['sum', 'period']);
