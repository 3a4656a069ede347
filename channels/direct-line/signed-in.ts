import { Problem } from '../../http/problem.ts';
import type { CustomerStore } from '../../services/customers/customers.ts';
import { type Refused, takeSiteToken } from '../../services/identity/site-token.ts';
import type { TryStore } from '../../services/identity/tries.ts';
import type { Clock } from '../../services/time/clock.ts';

/** Who is signed in at the insurer's own site, by its word, and until when that may begin a conversation. */
export interface SiteCustomer {
  customer: string;
  name: string;
  /** Seconds since 1970. */
  until: number;
}

export interface SignedInParts {
  /** What the site signs with; undefined where it doesn't. */
  secret: string | undefined;
  /** The key of what is counted. */
  key: string;
  tries: Pick<TryStore, 'add'>;
  customers: Pick<CustomerStore, 'find'>;
  clock: Clock;
}

/** What the site is told, which has shown the secret: it is no stranger. */
const WHY: Readonly<Record<Refused, string>> = {
  malformed: 'identity is no JWT by HS256 with aud, sub, iat, exp and a jti of 16 to 200 characters',
  signature: 'identity is not signed with SITE_TOKEN_SECRET',
  audience: 'identity has another aud than policydesk',
  expired: 'identity has expired, or is of the future: look at the clocks',
  'too-long': 'identity may hold for ten minutes at most',
  replayed: 'identity was used before: sign a new one, with another jti',
};

/** Takes what a site says of who is signed in there. */
export class SignedIn {
  readonly #parts: SignedInParts;

  constructor(parts: SignedInParts) {
    this.#parts = parts;
  }

  /** Who a request's body says it is for; undefined where it says nothing. Throws a {@link Problem}. */
  async of(body: Record<string, unknown>): Promise<SiteCustomer | undefined> {
    if (body.identity === undefined) return undefined;
    const { secret, key, tries, customers, clock } = this.#parts;
    if (!secret) throw new Problem(403, 'Forbidden', 'set SITE_TOKEN_SECRET to take who is signed in at a site');
    const said = await takeSiteToken(body.identity, { secret, key, now: clock(), tries });
    if (typeof said === 'string') throw new Problem(403, 'BadIdentity', WHY[said]);
    const found = await customers.find(said.customer);
    if (!found) throw new Problem(403, 'BadIdentity', 'nobody in the book has this id');
    return { customer: found.id, name: found.name, until: said.expires };
  }
}
