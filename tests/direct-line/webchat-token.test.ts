import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningDesk } from '../../app.ts';
import { startTestDesk } from '../kit/desk.ts';
import { activitiesOf, ask, history, outcomeOf, tokensAt } from './kit/wire.ts';

describe('a token for a visitor of our page', () => {
  let desk: RunningDesk;
  beforeAll(async () => {
    desk = await startTestDesk();
  });
  afterAll(() => desk.stop());

  const come = async (cookie?: string, body: unknown = { locale: 'zh-CN' }) => {
    const answer = await ask(desk, 'POST', '/webchat/token', { body, headers: cookie === undefined ? {} : { cookie } });
    return { ...answer, cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
  };

  test('is all that a page needs to talk', async () => {
    const { status, json } = await come();
    expect(status).toBe(200);
    expect(json).toEqual({
      token: expect.any(String),
      conversationId: expect.any(String),
      expires_in: 3600,
      resumed: false,
    });
    const visitor = { token: String(json.token), conversationId: String(json.conversationId) };
    expect((await history(desk, visitor)).activities).toHaveLength(1);
  });

  test('comes with a cookie that no script and no other site can use', async () => {
    const { headers } = await come();
    expect(headers.get('set-cookie')).toMatch(
      /^policydesk_visitor=[\w.-]+; Path=\/webchat; Max-Age=2592000; HttpOnly; SameSite=Strict$/,
    );
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  test('is for the same conversation with the cookie, and for another without', async () => {
    const first = await come();
    const again = await come(first.cookie);
    expect(again.json).toMatchObject({ conversationId: first.json.conversationId, resumed: true });
    const other = await come();
    expect(other.json.resumed).toBe(false);
    expect(other.json.conversationId).not.toBe(first.json.conversationId);
  });

  test('is for another conversation where the visitor wants to start over', async () => {
    const first = await come();
    const fresh = await come(first.cookie, { fresh: true });
    expect(fresh.json.resumed).toBe(false);
    expect(fresh.json.conversationId).not.toBe(first.json.conversationId);
  });

  test.each<[string, (given: { token: string; cookie: string }) => Promise<string> | string]>([
    ['a bearer token', ({ token }) => `policydesk_visitor=${token}`],
    ['nonsense', () => 'policydesk_visitor=%00;;==;policydesk_visitor'],
    ['one cut short', ({ cookie }) => cookie.slice(0, -3)],
    [
      'one of a conversation that is gone',
      async () => {
        const tokens = await tokensAt(desk, () => new Date());
        return `policydesk_visitor=${await tokens.issueForVisitor({ conversationId: 'gone', userId: 'dl_gone' })}`;
      },
    ],
  ])('takes %s as a cookie for a new visitor', async (_, cookie) => {
    const first = await come();
    const answer = await come(await cookie({ token: String(first.json.token), cookie: first.cookie }));
    expect(answer.status).toBe(200);
    expect(answer.json.resumed).toBe(false);
  });

  test('greets in the language of the page', async () => {
    const { json } = await come(undefined, { locale: 'en' });
    const [greeting] = (await history(desk, { token: String(json.token), conversationId: String(json.conversationId) }))
      .activities;
    expect(greeting).toMatchObject({ locale: 'en' });
  });
});

describe('pages of other sites', () => {
  let desk: RunningDesk;
  beforeAll(async () => {
    desk = await startTestDesk();
  });
  afterAll(() => desk.stop());

  const preflight = (path: string) =>
    ask(desk, 'OPTIONS', path, {
      headers: {
        origin: 'https://broker.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization, content-type, x-ms-bot-agent, x-requested-with',
      },
    });

  test.each(['/v3/directline/conversations', activitiesOf({ conversationId: 'any' }), '/v3/directline/tokens/refresh'])(
    'may call %s',
    async (path) => {
      const { status, headers } = await preflight(path);
      expect(status).toBe(204);
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('access-control-allow-methods')).toContain('POST');
      expect(headers.get('access-control-allow-credentials')).toBeNull();
      const allowed = (headers.get('access-control-allow-headers') ?? '').split(', ');
      expect(allowed).toEqual(
        expect.arrayContaining(['authorization', 'content-type', 'x-ms-bot-agent', 'x-requested-with']),
      );
    },
  );

  test('may read errors too', async () => {
    const refused = await ask(desk, 'POST', '/v3/directline/conversations', { body: {} });
    expect(outcomeOf(refused)).toBe('401 Unauthorized');
    expect(refused.headers.get('access-control-allow-origin')).toBe('*');
  });

  test.each(['/webchat/token', '/inbox/api/session', '/inbox/api/queue'])('may not call %s', async (path) => {
    const { headers } = await preflight(path);
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('more tokens than one address should want', () => {
  const takeFour = async (desk: RunningDesk, from: (n: number) => string) => {
    const answers = [];
    for (const n of [1, 2, 3, 4])
      answers.push(await ask(desk, 'POST', '/webchat/token', { body: {}, headers: { 'x-forwarded-for': from(n) } }));
    return answers;
  };

  test.each<[string, Record<string, string>, (n: number) => string, string]>([
    ['from one address', {}, () => '203.0.113.7', '429 TooManyRequests'],
    ['from one address that pretends to be many', {}, (n) => `203.0.113.${n}`, '429 TooManyRequests'],
    ['from many addresses behind a trusted proxy', { TRUSTED_PROXIES: '1' }, (n) => `203.0.113.${n}`, '200'],
    [
      'from one behind a trusted proxy that pretends to be many',
      { TRUSTED_PROXIES: '1' },
      (n) => `198.51.100.${n}, 203.0.113.7`,
      '429 TooManyRequests',
    ],
  ])('%s', async (_, environment, from, fourth) => {
    const desk = await startTestDesk({ WEBCHAT_TOKENS_PER_MINUTE: '3', ...environment });
    try {
      const answers = await takeFour(desk, from);
      expect(answers.map(outcomeOf)).toEqual(['200', '200', '200', fourth]);
      const last = answers.at(-1);
      if (last?.status !== 429) return;
      const seconds = Number(last.headers.get('retry-after'));
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(60);
      // Who has a conversation goes on talking.
      const [first] = answers;
      const visitor = { token: String(first?.json.token), conversationId: String(first?.json.conversationId) };
      expect((await history(desk, visitor)).activities).toHaveLength(1);
    } finally {
      await desk.stop();
    }
  });
});
