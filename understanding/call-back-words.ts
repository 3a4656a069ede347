import { phrases } from './phrases/phrases.ts';

/** What somebody says who wants to be called: each means what stands with its words, in `call-back.yaml`. */
export const CALL_BACK_WORDS = phrases('call-back', ['wants', 'ask-first', 'declines', 'kept']);
