import { phrases } from './phrases/phrases.ts';

/** Says to go on with what is in hand, or back to it, and nothing else. */
export const { 'go-on': GO_ON } = phrases('returning', ['go-on']);
