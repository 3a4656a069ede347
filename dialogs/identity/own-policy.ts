import { type Policy, roleIn } from '../../services/policies/policies.ts';
import type { Talk } from '../kit/talk.ts';

/**
 * A policy as far as it may be told of: to the verified policyholder or insured. To everybody else it is as if there were
 * none, whether there is or not; a report is tied to it all the same, and nothing of that is told.
 */
export function ownOf(talk: Talk, policy: Policy | undefined): Policy | undefined {
  const verified = talk.services.identity.verified();
  const role = policy && verified && roleIn(policy, verified.customer);
  return role === 'holder' || role === 'insured' ? policy : undefined;
}
