import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningDesk } from '../../app.ts';
import { ADMIN_PASSWORD, startTestDesk, WEDNESDAY } from '../kit/desk.ts';

const SECRET = 'the secret of the back end';
const SITE_SECRET = 'what the site signs with, nobody guesses';
const JSON_TYPE = { 'content-type': 'application/json' };

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startTestDesk({ DIRECT_LINE_SECRET: SECRET, SITE_TOKEN_SECRET: SITE_SECRET });
});
afterAll(() => desk.stop());

let nonces = 0;
function identity(sub: string, secret = SITE_SECRET): string {
  const iat = Math.floor(Date.parse(WEDNESDAY) / 1000);
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { aud: 'policydesk', sub, iat, exp: iat + 500, jti: `a nonce of its own ${++nonces}` };
  const content = `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded(claims)}`;
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}

const post = async (path: string, bearer: string, body: object) => {
  const response = await fetch(`${desk.url}/v3/directline${path}`, {
    method: 'POST',
    headers: { ...JSON_TYPE, authorization: `Bearer ${bearer}` },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
};
const generate = (body: object) => post('/tokens/generate', SECRET, body);

/** What is answered to a message in a conversation begun with a token. */
async function asked(token: string, text: string): Promise<{ id: string; keys: string[] }> {
  const started = await post('/conversations', token, {});
  const id = String(started.body.conversationId);
  await post(`/conversations/${id}/activities`, token, { type: 'message', text, from: { id: 'u' } });
  const read = await fetch(`${desk.url}/v3/directline/conversations/${id}/activities`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { activities } = (await read.json()) as { activities: { channelData?: { policydesk?: { key: string } } }[] };
  return { id, keys: activities.flatMap(({ channelData }) => channelData?.policydesk?.key ?? []) };
}

test('who is signed in at the site is verified without being asked, and the staff sees how', async () => {
  const { status, body } = await generate({ user: { id: 'dl_1' }, identity: identity('sample-4') });
  expect({ status, verified: body.verified }).toEqual({ status: 200, verified: true });
  const { id, keys } = await asked(String(body.token), '我的理赔到哪一步了');
  expect(keys).toEqual(['greeting.welcome', 'own-cases.claims']);
  const session = await fetch(`${desk.url}/inbox/api/session`, {
    method: 'POST',
    headers: JSON_TYPE,
    body: JSON.stringify({ email: 'admin@localhost', password: ADMIN_PASSWORD }),
  });
  const cookie = session.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const transcript = await fetch(`${desk.url}/inbox/api/conversations/${id}/transcript`, { headers: { cookie } });
  const { conversation, entries } = (await transcript.json()) as {
    conversation: { identity: { verified?: object } };
    entries: { text: string }[];
  };
  expect(conversation.identity.verified).toMatchObject({ customer: 'sample-4', name: '许晴', by: 'site' });
  expect(entries.map(({ text }) => text)).toContainEqual(expect.stringContaining('许晴'));
});

test('a token that was refreshed before it is used still says so; a conversation that is not begun with it doesn’t', async () => {
  const { body } = await generate({ identity: identity('sample-4') });
  const refreshed = await post('/tokens/refresh', String(body.token), {});
  expect((await asked(String(refreshed.body.token), '我的理赔到哪一步了')).keys).toContain('own-cases.claims');
  const plain = await generate({ user: { id: 'dl_1' } });
  expect(plain.body.verified).toBeUndefined();
  expect((await asked(String(plain.body.token), '我的理赔到哪一步了')).keys).toContain('verification.ask-details');
});

test.each<[what: string, identity: () => unknown]>([
  ['another secret', () => identity('sample-4', 'another secret, of somebody else’s site')],
  ['somebody who isn’t in the book', () => identity('nobody')],
  ['no JWT', () => ({ customer: 'sample-4' })],
])('%s gets no token', async (_, given) => {
  const { status, body } = await generate({ identity: given() });
  expect({ status, token: body.token }).toEqual({ status: 403, token: undefined });
});

test('the same again gets no token, nor does whoever shows no secret', async () => {
  const once = identity('sample-4');
  expect((await generate({ identity: once })).status).toBe(200);
  expect((await generate({ identity: once })).status).toBe(403);
  expect((await post('/tokens/generate', 'no secret', { identity: identity('sample-4') })).status).toBe(403);
});
