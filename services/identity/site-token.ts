import { createHmac, timingSafeEqual } from 'node:crypto';
import { keyedHash } from './codes.ts';
import type { TryStore } from './tries.ts';

/** Seconds that a site's word may hold, and by which its clock may be wrong. */
export const LONGEST_SECONDS = 600;
const SKEW_SECONDS = 60;
/** Characters of what makes a token one of its own. */
const [LEAST_NONCE, MOST_NONCE] = [16, 200];
/** Nobody's token is longer. */
const LONGEST = 4_000;
/** What it is for: a token that the site signs for something else is none here. */
export const AUDIENCE = 'policydesk';

/** Why a site's word isn't taken. */
export type Refused = 'malformed' | 'signature' | 'audience' | 'expired' | 'too-long' | 'replayed';

/** What a site said: who is signed in there. */
export interface SiteSaid {
  customer: string;
  /** What makes it one of its own, and when it ends; seconds since 1970. */
  nonce: string;
  expires: number;
}

/**
 * What the insurer's own site says of who is signed in there: a JWT (RFC 7519) by `HS256` with `aud` `policydesk`, `sub`
 * the customer's id, `iat`, `exp` at most ten minutes later, and a `jti` that is never used twice.
 */
export function readSiteToken(token: unknown, { secret, now }: { secret: string; now: Date }): SiteSaid | Refused {
  if (typeof token !== 'string' || token.length > LONGEST) return 'malformed';
  const [header, claims, signature, ...more] = token.split('.');
  if (!header || !claims || !signature || more.length > 0) return 'malformed';
  const right = createHmac('sha256', secret).update(`${header}.${claims}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== right.length || !timingSafeEqual(given, right)) return 'signature';
  const { alg, crit } = objectIn(header);
  if (alg !== 'HS256' || crit !== undefined) return 'malformed';
  const { aud, sub, iat, exp, jti } = objectIn(claims);
  if (aud !== AUDIENCE) return 'audience';
  if (typeof sub !== 'string' || sub === '' || typeof jti !== 'string') return 'malformed';
  if (jti.length < LEAST_NONCE || jti.length > MOST_NONCE) return 'malformed';
  if (!Number.isFinite(iat) || !Number.isFinite(exp)) return 'malformed';
  const [from, until, at] = [Number(iat), Number(exp), now.getTime() / 1000];
  if (until - from > LONGEST_SECONDS) return 'too-long';
  if (until <= at || from > at + SKEW_SECONDS || until > at + LONGEST_SECONDS + SKEW_SECONDS) return 'expired';
  return { customer: sub, nonce: jti, expires: until };
}

/** Takes a site's word, once: the same again is refused for as long as it would hold. */
export async function takeSiteToken(
  token: unknown,
  given: { secret: string; key: string; now: Date; tries: Pick<TryStore, 'add'> },
): Promise<SiteSaid | Refused> {
  const said = readSiteToken(token, given);
  if (typeof said === 'string') return said;
  const key = keyedHash(given.key, 'site-nonce', said.nonce);
  const minutes = Math.ceil((LONGEST_SECONDS + SKEW_SECONDS) / 60) + 1;
  const [used] = await given.tries.add([{ key, most: Number.MAX_SAFE_INTEGER, minutes }], given.now);
  return (used?.tries ?? 0) > 1 ? 'replayed' : said;
}

function objectIn(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
