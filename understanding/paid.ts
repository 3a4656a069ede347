import { MOST_READ } from '../language/window.ts';
import { phrases } from './phrases/phrases.ts';

const { 'whether-paid': whetherPaid, now } = phrases('paid', ['whether-paid', 'now']);

/** Whether somebody asks what is paid, however the rest of the message is told. */
export const asksWhetherPaid = (said: string): boolean => whetherPaid.test(said.slice(0, MOST_READ));

/** Whether something is happening as it is told. */
export const isHappeningNow = (said: string): boolean => now.test(said.slice(0, MOST_READ));
