import { dangerOf } from '../../understanding/hurt.ts';
import { PRIVATE_PAYMENT } from '../../understanding/private-payment.ts';
import { dialogNamed, type Intent } from '../conversations/index.ts';
import type { Said, Talk } from '../kit/talk.ts';
import { resume } from './stack.ts';

const COMPLAINING: Intent = 'file-complaint';
const REPORTING: Intent = 'report-incident';

const SENTENCE = {
  asked: 'danger.private-payment',
  paid: 'danger.private-paid',
  doubts: 'danger.private-doubts',
  stopped: 'danger.private-stopped',
} as const;

/**
 * Who is asked by one of ours, or one who says so, for money on an account of their own, or by a code or a link, hears at once not to pay, whom to
 * call, and where premiums go; what was paid already, what they doubt and that they stopped is met in turn. All of it
 * belongs to the complaint, which begins with it. Returns the message as it is taken from here on; `answered` where it
 * is kept with the complaint already.
 */
export async function meetPrivatePayment(talk: Talk): Promise<Said | 'answered'> {
  const { state, said } = talk;
  const { words } = said;
  const top = state.stack.at(-1);
  const is = (one: keyof typeof PRIVATE_PAYMENT) => PRIVATE_PAYMENT[one].test(words);
  if (!isAdvised(talk, 'asked')) {
    const ofOurs = is('ours') || top?.dialog === COMPLAINING || (state.handedIn === COMPLAINING && !top);
    if (!ofOurs || top?.dialog === REPORTING || !is('asked')) return said;
    await advise(talk, 'asked');
    if (is('paid')) await advise(talk, 'paid');
    return top ? said : { ...said, intent: COMPLAINING, score: 1, other: undefined };
  }
  const met = (['stopped', 'paid', 'doubts'] as const).find((one) => is(one) && !isAdvised(talk, one));
  if (met === undefined || (top && top.dialog !== COMPLAINING)) return said;
  await advise(talk, met);
  const dialog = top && dialogNamed(top.dialog, talk.services);
  if (!top || !dialog) return said;
  talk.speakAs(COMPLAINING);
  // What they tell is of the complaint, and answers none of its questions.
  if ((await dialog.amend?.(talk, top, { before: '' })) === undefined) {
    await dialog.note?.(talk, top);
    await resume(talk);
  }
  return 'answered';
}

/**
 * Whether one of ours, or who says so, asks for money on an account of their own: the warning of that fits better than
 * that of a swindle which was only learnt.
 */
export const isOfOurs = ({ said: { words } }: Talk): boolean =>
  dangerOf(words) === undefined && PRIVATE_PAYMENT.asked.test(words) && PRIVATE_PAYMENT.ours.test(words);

const isAdvised = ({ state }: Talk, one: keyof typeof SENTENCE): boolean =>
  (state.advised ?? []).includes(SENTENCE[one]);

async function advise(talk: Talk, one: keyof typeof SENTENCE): Promise<void> {
  talk.state.advised = [...(talk.state.advised ?? []), SENTENCE[one]];
  talk.speakAs(COMPLAINING);
  await talk.say(SENTENCE[one]);
}
