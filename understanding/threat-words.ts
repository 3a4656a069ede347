import { phrases } from './phrases/phrases.ts';

/** A threat to those who work here, and that somebody who was outside is inside: what each means stands in `threat.yaml`. */
const list = phrases('threat', ['threatens-us', 'threatens-them', 'comes-in']);

export const { 'threatens-us': THREATENS_US, 'threatens-them': THREATENS_THEM, 'comes-in': COMES_IN } = list;
