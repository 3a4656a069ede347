import { CompactSign, type JWTHeaderParameters, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningDesk } from '../../app.ts';
import type { Tokens } from '../../channels/direct-line/tokens.ts';
import { startTestDesk, WEDNESDAY } from '../kit/desk.ts';
import {
  activitiesOf,
  ask,
  history,
  outcomeOf,
  post,
  Stream,
  tokenSecretOf,
  tokensAt,
  type Visit,
  visit,
} from './kit/wire.ts';

/* Long: one desk issues and refuses them all. */

const SECRET = 'the secret of a back end';
const BASE = '/v3/directline';

let desk: RunningDesk;
let mine: Visit;
/** Issues as the desk does, now. */
let tokens: Tokens;
/** What the desk signs with. */
let key: Uint8Array;
/** Issued two hours ago, so that everything of them has run out. */
let old: Tokens;
beforeAll(async () => {
  desk = await startTestDesk({ DIRECT_LINE_SECRET: SECRET });
  mine = await visit(desk);
  tokens = await tokensAt(desk, () => new Date(WEDNESDAY));
  key = new TextEncoder().encode(await tokenSecretOf(desk));
  old = await tokensAt(desk, () => new Date(Date.parse(WEDNESDAY) - 2 * 3600_000));
});
afterAll(() => desk.stop());

/** Every address that takes a token for a conversation. */
const guarded = (): { route: string; method: string; path: string; body?: unknown }[] => [
  { route: 'start', method: 'POST', path: `${BASE}/conversations`, body: {} },
  { route: 'reconnect', method: 'GET', path: `${BASE}/conversations/${mine.conversationId}` },
  { route: 'read', method: 'GET', path: activitiesOf(mine) },
  { route: 'post', method: 'POST', path: activitiesOf(mine), body: { type: 'message', text: '转人工' } },
  { route: 'upload', method: 'POST', path: `${BASE}/conversations/${mine.conversationId}/upload`, body: aFile() },
  { route: 'refresh', method: 'POST', path: `${BASE}/tokens/refresh` },
  { route: 'generate', method: 'POST', path: `${BASE}/tokens/generate` },
];

function aFile(): FormData {
  const form = new FormData();
  form.append('file', new Blob(['x'], { type: 'text/plain' }), 'x.txt');
  return form;
}

/** What each address answers to a token. */
async function answersTo(token: string | undefined): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  for (const { route, method, path, body } of guarded())
    answers[route] = outcomeOf(await ask(desk, method, path, { body, ...(token === undefined ? {} : { token }) }));
  return answers;
}

const everywhere = (outcome: string) => Object.fromEntries(guarded().map(({ route }) => [route, outcome]));

/** How a stream's address is answered: the status of its refusal, or `open`. */
async function opening(address: string): Promise<string> {
  try {
    (await Stream.open(address)).close();
    return 'open';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('a token', () => {
  test('that has expired is 403 everywhere: the client takes 401 for something else', async () => {
    const expired = await old.issue({ conversationId: mine.conversationId, userId: 'dl_me' });
    expect(await answersTo(expired)).toEqual(everywhere('403 TokenExpired'));
  });

  test('for another conversation is 403', async () => {
    const theirs = await visit(desk);
    const answers = await answersTo(theirs.token);
    expect(answers).toEqual({
      start: '200',
      reconnect: '403 Forbidden',
      read: '403 Forbidden',
      post: '403 Forbidden',
      upload: '403 Forbidden',
      refresh: '200',
      generate: '403 Forbidden',
    });
    expect((await history(desk, mine)).activities).toHaveLength(1);
  });

  test.each<[string, () => Promise<string> | string | undefined]>([
    ['a visitor’s', () => tokens.issueForVisitor({ conversationId: mine.conversationId, userId: 'dl_me' })],
    ['a stream’s', () => tokens.issueForStream({ conversationId: mine.conversationId, userId: 'dl_me' })],
    ['one signed by somebody else', () => signedBy('somebody else’s secret, long enough to sign with')],
    ['one cut short', () => mine.token.slice(0, -5)],
    ['one without a signature', () => unsigned()],
    ['one whose signature is longer', () => `${mine.token}A`],
    [
      'one whose signature has other bits after its end',
      () => `${mine.token.slice(0, -1)}${nextTo(mine.token.at(-1))}`,
    ],
    ['one that says something else', () => altered()],
    ['one with a part more', () => `${mine.token}.${mine.token.split('.')[2]}`],
    ['one with the signature of HS512', () => signedWith({ alg: 'HS512' }, claims())],
    ['one with another header', () => signedWith({ alg: 'HS256', typ: 'JWT', kid: 'x' }, claims())],
    ['one that never expires', () => signedWith({ alg: 'HS256' }, { ...claims(), exp: undefined })],
    ['one that expires at no time', () => signedWith({ alg: 'HS256' }, { ...claims(), exp: 'never' })],
    ['one for several uses', () => signedWith({ alg: 'HS256' }, { ...claims(), aud: ['token', 'stream'] })],
    ['one for no use', () => signedWith({ alg: 'HS256' }, { ...claims(), aud: undefined })],
    ['one of no conversation', () => signedWith({ alg: 'HS256' }, { ...claims(), conv: undefined })],
    ['one of nobody', () => signedWith({ alg: 'HS256' }, { ...claims(), user: undefined })],
    [
      'one that holds no claims',
      () => new CompactSign(new TextEncoder().encode('null')).setProtectedHeader({ alg: 'HS256' }).sign(key),
    ],
    ['no token at all', () => 'abc'],
    ['a wrong secret', () => `${SECRET}.`],
  ])('%s is 403 everywhere: at 403 a client gets another', async (_, make) => {
    expect(await answersTo(await make())).toEqual(everywhere('403 BadToken'));
  });

  test('is one by the standard: others read ours, and we read theirs', async () => {
    const grant = {
      conversationId: mine.conversationId,
      userId: 'dl_我',
      userName: '李雷',
      begunBy: 'secret',
    } as const;
    const ours = tokens.issue(grant);
    const { payload, protectedHeader } = await jwtVerify(ours, key, { currentDate: new Date(WEDNESDAY) });
    const iat = Date.parse(WEDNESDAY) / 1000;
    expect(protectedHeader).toEqual({ alg: 'HS256' });
    expect(payload).toEqual({
      ...{ conv: mine.conversationId, user: 'dl_我', name: '李雷', by: 'secret' },
      ...{ aud: 'token', iat, exp: iat + 3600 },
    });
    const theirs = await signedWith({ alg: 'HS256' }, payload);
    expect(theirs).toBe(ours);
    expect(tokens.verify(theirs)).toEqual(grant);
  });

  test('none, or a header that holds none, is 401 everywhere', async () => {
    expect(await answersTo(undefined)).toEqual(everywhere('401 Unauthorized'));
    expect(await answersTo('')).toEqual(everywhere('401 Unauthorized'));
  });

  test('refreshed is for the same user and conversation', async () => {
    const refreshed = await ask(desk, 'POST', `${BASE}/tokens/refresh`, { token: mine.token });
    expect(refreshed.json).toMatchObject({ conversationId: mine.conversationId, expires_in: 3600 });
    expect(claimsOf(String(refreshed.json.token))).toMatchObject({
      conv: mine.conversationId,
      user: claimsOf(mine.token).user,
    });
    expect((await history(desk, { ...mine, token: String(refreshed.json.token) })).activities).toHaveLength(1);
  });

  test('of a conversation that nobody started: reading is 404, the first message starts it', async () => {
    const token = await tokens.issue({ conversationId: 'not-started-yet', userId: 'dl_new' });
    const path = activitiesOf({ conversationId: 'not-started-yet' });
    expect(outcomeOf(await ask(desk, 'GET', path, { token }))).toBe('404 ConversationNotFound');
    expect(outcomeOf(await ask(desk, 'GET', `${BASE}/conversations/not-started-yet`, { token }))).toBe(
      '404 ConversationNotFound',
    );
    await post(desk, { token, conversationId: 'not-started-yet' }, '转人工');
    const { activities } = await history(desk, { token, conversationId: 'not-started-yet' });
    expect(
      activities.map(({ from, text, channelData }) => channelData?.policydesk?.key ?? `${from.id}: ${text}`),
    ).toEqual(['greeting.welcome', 'dl_new: 转人工', 'human.nobody-here']);
  });
});

describe('the address of a stream', () => {
  const at = (token: string, conversationId = mine.conversationId) =>
    `${desk.url.replace('http', 'ws')}${BASE}/conversations/${conversationId}/stream?watermark=&t=${token}`;
  const me = () => ({ conversationId: mine.conversationId, userId: 'dl_me' });

  test.each<[string, () => Promise<string>, string]>([
    ['its own token', async () => at(await tokens.issueForStream(me())), 'open'],
    ['a bearer token', async () => at(mine.token), 'Unexpected server response: 403'],
    ['a visitor’s token', async () => at(await tokens.issueForVisitor(me())), 'Unexpected server response: 403'],
    ['an expired token', async () => at(await old.issueForStream(me())), 'Unexpected server response: 403'],
    [
      'another conversation’s token',
      async () => at(await tokens.issueForStream({ ...me(), conversationId: 'another' })),
      'Unexpected server response: 403',
    ],
    ['no token', async () => at(''), 'Unexpected server response: 401'],
    [
      'an id that doesn’t decode',
      async () => at(await tokens.issueForStream(me()), '%zz'),
      'Unexpected server response: 400',
    ],
  ])('with %s', async (_, address, answer) => {
    expect(await opening(await address())).toBe(answer);
  });
});

describe('the secret', () => {
  const generate = (body: unknown, token = SECRET) => ask(desk, 'POST', `${BASE}/tokens/generate`, { token, body });

  test('generates a token for a user, who then speaks under that id', async () => {
    const { status, json } = await generate({ user: { id: 'customer-4711' } });
    expect(status).toBe(200);
    expect(json).toEqual({ conversationId: expect.any(String), token: expect.any(String), expires_in: 3600 });
    const visitor = { token: String(json.token), conversationId: String(json.conversationId) };
    expect(claimsOf(visitor.token).user).toBe('customer-4711');
    await ask(desk, 'POST', `${BASE}/conversations`, { token: visitor.token, body: { user: { id: 'another-one' } } });
    await post(desk, visitor, { type: 'message', text: '转人工', from: { id: 'another-one', role: 'bot' } });
    const { activities } = await history(desk, visitor);
    expect(activities[1]?.from).toEqual({ id: 'customer-4711', role: 'user' });
  });

  test('generates a token for nobody in particular where it names none: each message is from whom it says', async () => {
    const { json } = await generate({});
    expect(claimsOf(String(json.token))).not.toHaveProperty('user');
    const anyone = { token: String(json.token), conversationId: String(json.conversationId) };
    await post(desk, anyone, { type: 'message', text: '转人工', from: { id: 'user1', name: '王芳' } });
    await post(desk, anyone, { type: 'message', text: '在吗', from: { id: 'user2' } });
    await post(desk, anyone, { type: 'message', text: '在吗在吗' });
    const { activities } = await history(desk, anyone);
    expect(activities.filter(({ from }) => from.role === 'user').map(({ from }) => from)).toEqual([
      { id: 'user1', name: '王芳', role: 'user' },
      { id: 'user2', role: 'user' },
      { id: expect.stringMatching(/^dl_/), role: 'user' },
    ]);
  });

  test.each([{ user: { id: 'u', name: '李雷' } }, { User: { Id: 'u', Name: '李雷' } }])(
    'takes the user as %j',
    async (body) => {
      const { json } = await generate(body);
      const theirs = { token: String(json.token), conversationId: String(json.conversationId) };
      await post(desk, theirs, '转人工');
      expect((await history(desk, theirs)).activities[1]?.from).toEqual({ id: 'u', name: '李雷', role: 'user' });
    },
  );

  test('takes a user that is null for none', async () => {
    expect(outcomeOf(await generate({ user: null }))).toBe('200');
  });

  test('reaches no conversation that it did not begin', async () => {
    const page = await visit(desk);
    for (const [method, path, body] of [
      ['GET', activitiesOf(page), undefined],
      ['POST', activitiesOf(page), { type: 'message', text: '转人工' }],
      ['GET', `${BASE}/conversations/${page.conversationId}`, undefined],
      ['POST', `${BASE}/conversations/${page.conversationId}/upload`, aFile()],
    ] as const)
      expect(outcomeOf(await ask(desk, method, path, { token: SECRET, body }))).toBe('403 Forbidden');
    expect((await history(desk, page)).activities).toHaveLength(1);
  });

  test('reaches the conversation that a token of its own began', async () => {
    const { json } = await generate({ user: { id: 'customer-4713' } });
    await ask(desk, 'POST', `${BASE}/conversations`, { token: String(json.token), body: {} });
    const conversationId = String(json.conversationId);
    await post(desk, { token: SECRET, conversationId }, { type: 'message', text: '转人工', from: { id: 'broker-1' } });
    const { activities } = await history(desk, { token: SECRET, conversationId });
    expect(activities[1]?.from).toEqual({ id: 'broker-1', role: 'user' });
  });

  test('starts a conversation, and reads and posts in those that it began', async () => {
    const started = await ask(desk, 'POST', `${BASE}/conversations`, {
      token: SECRET,
      body: { user: { id: 'customer-4712' }, locale: 'en' },
    });
    expect(started.status).toBe(201);
    expect(started.json).toEqual({
      conversationId: expect.any(String),
      token: expect.any(String),
      expires_in: 3600,
      streamUrl: expect.stringMatching(/^ws:/),
      referenceGrammarId: expect.any(String),
    });
    const conversationId = String(started.json.conversationId);
    await post(desk, { token: SECRET, conversationId }, 'human please');
    const { activities } = await history(desk, { token: SECRET, conversationId });
    expect(activities[1]?.from).toEqual({ id: 'customer-4712', role: 'user' });
    const nowhere = await ask(desk, 'GET', activitiesOf({ conversationId: 'nowhere' }), { token: SECRET });
    expect(outcomeOf(nowhere)).toBe('404 ConversationNotFound');
  });

  test('needs no refresh', async () => {
    expect(outcomeOf(await ask(desk, 'POST', `${BASE}/tokens/refresh`, { token: SECRET }))).toBe('403 Forbidden');
  });

  test.each([
    ['a number', 7],
    ['empty', ''],
    ['201 characters', 'x'.repeat(201)],
    ['with a line break', 'a\nb'],
    ['with U+0000', 'a\u0000b'],
  ])('refuses a user id that is %s', async (_, id) => {
    expect(outcomeOf(await generate({ user: { id } }))).toBe('400 BadArgument');
  });

  test('repairs a user id with half a surrogate pair', async () => {
    const { json } = await generate({ user: { id: 'customer-\ud800' } });
    const visitor = { token: String(json.token), conversationId: String(json.conversationId) };
    await post(desk, visitor, '转人工');
    expect((await history(desk, visitor)).activities[1]?.from.id).toBe('customer-\ufffd');
    const log = await desk.opened.database.log.read(visitor.conversationId, 0, { reader: 'staff', limit: 10 });
    expect(log[0]?.activity?.membersAdded).toEqual([{ id: 'customer-\ufffd' }]);
  });
});

const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

/** All that a token of ours says, signed with another secret. */
const signedBy = (secret: string): Promise<string> =>
  new SignJWT({ conv: mine.conversationId, user: 'dl_me' })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience('token')
    .setExpirationTime('10y')
    .sign(new TextEncoder().encode(secret));

/** What a token of ours says that holds. */
const claims = (): JWTPayload => claimsOf(mine.token);

/** Signed with the desk's own secret, which only the desk has. */
const signedWith = (header: JWTHeaderParameters, payload: Record<string, unknown>): Promise<string> =>
  new SignJWT(payload as JWTPayload).setProtectedHeader(header).sign(key);

/** The same signature over other claims. */
function altered(): string {
  const [header, , signature] = mine.token.split('.');
  const other = Buffer.from(JSON.stringify({ ...claims(), user: 'dl_other' })).toString('base64url');
  return `${header}.${other}.${signature}`;
}

/** A character that decodes to the same bytes at the end of 32: its last two bits stand for none. */
function nextTo(last = ''): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return alphabet[alphabet.indexOf(last) ^ 1] as string;
}

/** The same without any signature. */
function unsigned(): string {
  const [, claims = ''] = mine.token.split('.');
  return `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${claims}.`;
}
