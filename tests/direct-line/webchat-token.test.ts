import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningDesk } from '../../app.ts';
import type { DirectLine } from '../../channels/direct-line/direct-line.ts';
import { type Grant, Tokens } from '../../channels/direct-line/tokens.ts';
import { webchatToken } from '../../channels/direct-line/webchat-token.ts';
import { createServer } from '../../http/server.ts';
import { systemClock } from '../../services/time/clock.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { startTestDesk } from '../kit/desk.ts';
import { activitiesOf, ask, history, outcomeOf, tokensAt } from './kit/wire.ts';

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startTestDesk();
});
afterAll(() => desk.stop());

describe('a token for a visitor of our page', () => {
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

  test('greets in the language that the browser likes best, where the page says none', async () => {
    const { json } = await ask(desk, 'POST', '/webchat/token', {
      body: {},
      headers: { 'accept-language': 'fr,en;q=0.8' },
    });
    const [greeting] = (await history(desk, { token: String(json.token), conversationId: String(json.conversationId) }))
      .activities;
    expect(greeting).toMatchObject({ locale: 'en' });
  });
});

describe('pages of other sites', () => {
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

describe('a desk without a secret', () => {
  test.each(['/v3/directline/tokens/generate', '/v3/directline/conversations'])('takes none at %s', async (path) => {
    for (const token of ['undefined', 'a secret that somebody thought of'])
      expect(outcomeOf(await ask(desk, 'POST', path, { token, body: {} }))).toBe('403 BadToken');
    expect(outcomeOf(await ask(desk, 'POST', path, { token: '', body: {} }))).toBe('401 Unauthorized');
  });
});

describe('more tokens than one address should want', () => {
  /** Asks for a token from each address in turn, as a header says, where three a minute are given. */
  const take = async (trustedProxies: number, froms: string[]) => {
    const { server, routes } = createServer(createLogger('silent'));
    const tokens = new Tokens('a secret of this test, long enough', systemClock);
    const starts: Grant[] = [];
    const directLine = {
      grant: () => ({ conversationId: `c-${starts.length}`, userId: 'dl_x' }),
      start: async (grant: Grant) => void starts.push(grant),
    } as unknown as DirectLine;
    webchatToken(routes, {
      directLine,
      tokens,
      perMinute: 3,
      trustedProxies,
      originOf: (address) => address,
      production: true,
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const answers = [];
      for (const from of froms) {
        const headers = { 'x-forwarded-for': from };
        const url = `http://127.0.0.1:${server.address().port}`;
        answers.push(await ask({ url }, 'POST', '/webchat/token', { body: {}, headers }));
      }
      expect(starts).toHaveLength(answers.filter(({ status }) => status === 200).length);
      return answers;
    } finally {
      server.server.closeAllConnections();
      server.close();
    }
  };
  const given = '200';
  const refused = '429 TooManyRequests';

  test('are refused with the time to wait, whoever the header says it is from', async () => {
    const answers = await take(0, ['203.0.113.7', '203.0.113.7', '203.0.113.7', '203.0.113.7', '203.0.113.8']);
    expect(answers.map(outcomeOf)).toEqual([given, given, given, refused, refused]);
    const seconds = Number(answers[3]?.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
  });

  test('behind a trusted proxy are counted by the address that it saw', async () => {
    const many = [1, 2, 3, 4].map((n) => `203.0.113.${n}`);
    const pretended = [1, 2, 3, 4].map((n) => `192.0.2.${n}, 203.0.113.7`);
    const answers = await take(1, [...many, ...pretended]);
    expect(answers.map(outcomeOf)).toEqual([given, given, given, given, given, given, given, refused]);
  });

  test('in production, their cookie goes over TLS alone', async () => {
    const [answer] = await take(0, ['203.0.113.7']);
    expect(answer?.headers.get('set-cookie')).toMatch(/; HttpOnly; SameSite=Strict; Secure$/);
  });
});
