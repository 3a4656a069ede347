import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { readSiteToken, takeSiteToken } from '../../../services/identity/site-token.ts';

const SECRET = 'a secret of the site, which nobody guesses';
const NOW = new Date('2026-11-18T07:30:00Z');
const AT = NOW.getTime() / 1000;
const CLAIMS = { aud: 'policydesk', sub: 'sample-4', iat: AT, exp: AT + 300, jti: 'a nonce of its own 1' };

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
function token(
  claims: Record<string, unknown>,
  { header = { alg: 'HS256', typ: 'JWT' } as object, secret = SECRET } = {},
) {
  const content = `${encoded(header)}.${encoded(claims)}`;
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}
const read = (given: unknown) => readSiteToken(given, { secret: SECRET, now: NOW });

test('says who is signed in', () =>
  expect(read(token(CLAIMS))).toEqual({ customer: 'sample-4', nonce: CLAIMS.jti, expires: AT + 300 }));

test.each<[what: string, given: unknown, why: string]>([
  ['nothing', undefined, 'malformed'],
  ['an object', { sub: 'sample-4' }, 'malformed'],
  ['no JWT', 'sample-4', 'malformed'],
  ['a very long text', 'x'.repeat(10_000), 'malformed'],
  ['another secret', token(CLAIMS, { secret: 'another secret, of somebody else’s site' }), 'signature'],
  [
    'claims that were changed',
    token(CLAIMS).replace(/\.[^.]+\./, `.${encoded({ ...CLAIMS, sub: 'sample-1' })}.`),
    'signature',
  ],
  ['no signature', token(CLAIMS).replace(/[^.]+$/, ''), 'malformed'],
  ['no algorithm', `${encoded({ alg: 'none' })}.${encoded(CLAIMS)}.`, 'malformed'],
  ['another algorithm, rightly signed', token(CLAIMS, { header: { alg: 'HS512' } }), 'malformed'],
  ['what has to be understood and isn’t', token(CLAIMS, { header: { alg: 'HS256', crit: ['b64'] } }), 'malformed'],
  ['for something else', token({ ...CLAIMS, aud: 'shop' }), 'audience'],
  ['for nobody in particular', token({ ...CLAIMS, sub: '' }), 'malformed'],
  ['no nonce', token({ ...CLAIMS, jti: undefined }), 'malformed'],
  ['a nonce that could be guessed', token({ ...CLAIMS, jti: '1' }), 'malformed'],
  ['no end', token({ ...CLAIMS, exp: undefined }), 'malformed'],
  ['a day', token({ ...CLAIMS, exp: AT + 86_400 }), 'too-long'],
  ['expired', token({ ...CLAIMS, iat: AT - 400, exp: AT - 1 }), 'expired'],
  ['of the future', token({ ...CLAIMS, iat: AT + 120, exp: AT + 300 }), 'expired'],
])('%s is refused', (_, given, why) => expect(read(given)).toBe(why));

test('is taken once', async () => {
  const counted = new Map<string, number>();
  const tries = {
    add: async ([one]: readonly { key: string }[]) => {
      const { key } = one as { key: string };
      counted.set(key, (counted.get(key) ?? 0) + 1);
      return [{ key, tries: counted.get(key) as number }];
    },
  };
  const given = { secret: SECRET, key: 'k', now: NOW, tries };
  expect(await takeSiteToken(token(CLAIMS), given)).toMatchObject({ customer: 'sample-4' });
  expect(await takeSiteToken(token(CLAIMS), given)).toBe('replayed');
  expect(await takeSiteToken(token({ ...CLAIMS, sub: 'sample-1' }), given)).toBe('replayed');
  expect(await takeSiteToken(token({ ...CLAIMS, jti: 'a nonce of its own 2' }), given)).toMatchObject({
    customer: 'sample-4',
  });
  expect([...counted.keys()].join()).not.toContain('nonce');
});
