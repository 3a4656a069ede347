import type { Customer } from '../../../services/customers/customers.ts';
import { roleIn } from '../../../services/policies/policies.ts';
import { requireVerified } from '../../identity/require-verified.ts';
import type { Talk } from '../../kit/talk.ts';
import type { Frame } from '../../kit/talk-state.ts';
import { nextAsked, type Remembered } from './change-form.ts';

/** Who asks for a change: a customer who was verified, somebody who is being asked, or nobody who is known. */
export type Who = { customer: string } | 'asking' | 'not-verified';

/**
 * Has the customer verified before their contract is touched, and finds then which policy it is: the one that they hold,
 * where there is one. A policy that they don't hold is none of theirs to change, whoever's it is.
 */
export async function whoAsks(talk: Talk, frame: Frame): Promise<Who> {
  const who = await requireVerified(talk, frame);
  if (typeof who === 'string') return who;
  const { services } = talk;
  const state = frame.state as unknown as Remembered;
  const held = (await services.policies.ofCustomer(who.customer)).filter(
    (policy) =>
      roleIn(policy, who.customer) === 'holder' && policy.status !== 'ended' && policy.status !== 'surrendered',
  );
  const { policyNumber } = state.filled;
  const [only, another] = held;
  if (policyNumber && !held.some(({ number }) => number === policyNumber)) {
    delete state.filled.policyNumber;
    await talk.say('change-policy.not-held');
  } else if (!policyNumber && only && !another) state.filled.policyNumber = only.number;
  const person = await services.customers.find(who.customer);
  if (person) state.before = before(person);
  state.asking = nextAsked(state.filled);
  return { customer: who.customer };
}

/** What stands on file, as far as it is shown: enough to know it by. */
function before({ phones: [phone], email, address }: Customer): Record<string, string> {
  return {
    ...(phone ? { newPhone: `…${phone.slice(-4)}` } : {}),
    ...(email ? { newEmail: `${email.slice(0, 1)}…${email.slice(email.lastIndexOf('@'))}` } : {}),
    ...(address ? { address: `${address.slice(0, Math.min(6, Math.ceil(address.length / 2)))}…` } : {}),
  };
}
