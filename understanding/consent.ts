import { phrases } from './phrases/phrases.ts';

/** What is said of a consent: that it is taken back, whenever; that it is given or refused, while it is asked for. */
export const CONSENTING = phrases('consent', ['withdraws', 'agrees', 'refuses']);
