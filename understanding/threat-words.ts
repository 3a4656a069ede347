import { phrases } from './phrases/phrases.ts';

/** A threat to those who work here, and that somebody who was outside is inside: what each means stands in `threat.yaml`. */
export const { 'threatens-us': THREATENS_US, 'comes-in': COMES_IN } = phrases('threat', ['threatens-us', 'comes-in']);
