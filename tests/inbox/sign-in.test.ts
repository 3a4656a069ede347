import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Browser, Office, PASSWORD } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
  await office.hire('lin@example.com', '林悦');
});
afterAll(() => office.close());

const enter = (browser: Browser, email: unknown, password: unknown) =>
  browser.post('/inbox/api/session', { email, password });

describe('signing in', () => {
  test('gives a cookie that scripts cannot read and a token to send back', async () => {
    const browser = new Browser(office.url);
    const { status, headers, json } = await enter(browser, 'Lin@Example.com', PASSWORD);
    expect(status).toBe(200);
    expect(json).toEqual({
      csrf: expect.any(String),
      agent: { id: expect.any(String), email: 'lin@example.com', name: '林悦', role: 'agent' },
    });
    const [session, device] = headers.getSetCookie();
    expect(session).toMatch(/^policydesk_session=[\w-]+; Path=\/inbox; Max-Age=43200; HttpOnly; SameSite=Strict$/);
    expect(device).toMatch(
      /^policydesk_device=[\w-]+\.\d+\.[\w-]+; Path=\/inbox; Max-Age=15552000; HttpOnly; SameSite=Strict$/,
    );
    expect((await browser.get('/inbox/api/session')).json).toEqual(json);
  });

  test.each([
    ['a wrong password', 'lin@example.com', 'not it'],
    ['an unknown address', 'nobody@example.com', PASSWORD],
    ['no password', 'lin@example.com', undefined],
    ['something else than text', { $ne: '' }, ['x']],
    ['a character that no address has', 'lin\0@example.com', PASSWORD],
  ])('refuses %s with one and the same sentence', async (_, email, password) => {
    const { status, json } = await enter(new Browser(office.url), email, password);
    expect([status, json.error]).toEqual([401, { code: 'Unauthorized', message: '邮箱或密码不对。' }]);
  });

  test.each([
    ['an agent', 'locked@example.com'],
    ['an address that nobody has', 'unheard-of@example.com'],
  ])('locks %s out after five wrong passwords, for fifteen minutes', async (_, email) => {
    await office.hire('locked@example.com', '李锁').catch(() => undefined);
    const browser = new Browser(office.url);
    const statuses: number[] = [];
    for (let attempt = 1; attempt <= 6; attempt++) statuses.push((await enter(browser, email, 'not it')).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 423]);
    const { json, headers } = await enter(browser, email, 'not it');
    expect(json.error.message).toContain('15 分钟');
    expect(headers.get('retry-after')).toBe('900');
    office.later(16);
    expect((await enter(browser, email, 'not it')).status).toBe(401);
  });

  test('a right password is refused while the account is locked, and taken afterwards', async () => {
    await office.hire('patient@example.com', '陈耐');
    const browser = new Browser(office.url);
    for (let attempt = 1; attempt <= 5; attempt++) await enter(browser, 'patient@example.com', 'not it');
    expect((await enter(browser, 'patient@example.com', PASSWORD)).status).toBe(423);
    office.later(16);
    expect((await enter(browser, 'patient@example.com', PASSWORD)).status).toBe(200);
  });
});

describe('a stranger’s wrong passwords', () => {
  const from = (address: string): Browser => {
    const browser = new Browser(office.url);
    browser.headers = { 'x-forwarded-for': address };
    return browser;
  };
  const wrong = async (browser: Browser, email: string, times: number): Promise<void> => {
    for (let n = 0; n < times; n += 1) await enter(browser, email, 'not it');
  };

  test('keep nobody out: not elsewhere, not where they were before, not who else is there', async () => {
    await office.hire('boss@example.com', '包斯', 'admin');
    await office.hire('wu@example.com', '吴桐');
    const home = from('203.0.113.20');
    const { headers } = await enter(home, 'boss@example.com', PASSWORD);
    const device = headers.getSetCookie()[1]?.split(';')[0] ?? '';

    await wrong(from('198.51.100.20'), 'boss@example.com', 6);
    expect((await enter(from('203.0.113.21'), 'boss@example.com', PASSWORD)).status).toBe(200);
    // Somebody in the same office types wrong, for the same account.
    await wrong(from('203.0.113.20'), 'boss@example.com', 40);
    expect((await enter(from('203.0.113.20'), 'boss@example.com', PASSWORD)).status).toBe(423);
    expect((await enter(from('203.0.113.20'), 'wu@example.com', PASSWORD)).status).toBe(200);
    const known = from('203.0.113.20');
    known.headers.cookie = device;
    expect((await enter(known, 'boss@example.com', PASSWORD)).status).toBe(200);
    // It is known for that account only, and nobody makes one.
    for (const [email, cookie] of [
      ['boss@example.com', `${device.slice(0, -3)}AAA`],
      ['boss@example.com', 'policydesk_device=a.9999999999.b'],
      ['boss@example.com', 'policydesk_device='],
    ] as const) {
      const forger = from('203.0.113.20');
      forger.headers.cookie = cookie;
      expect((await enter(forger, email, PASSWORD)).status).toBe(423);
    }
  });
});

describe('a refusal', () => {
  test.each([
    ['zh-CN', 'fr, en;q=0.5, zh;q=0.8', '请先登录。'],
    ['en', 'en-GB', 'Please sign in first.'],
    ['en', 'zh;q=0, en;q=0.1', 'Please sign in first.'],
    ['zh-CN', 'fr', '请先登录。'],
  ])('is told in %s to who asks for %s, with a type that stays the same', async (locale, language, message) => {
    const { headers, json } = await new Browser(office.url).get('/inbox/api/queue', { 'accept-language': language });
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(headers.get('content-language')).toBe(locale);
    expect(json).toEqual({
      type: 'urn:policydesk:problem:signed-out',
      title: message,
      status: 401,
      code: 'Unauthorized',
      error: { code: 'Unauthorized', message },
    });
  });

  test.each([
    ['no JSON', '{', 'application/json', 400, 'not-json'],
    ['a list', '[]', 'application/json', 400, 'not-json'],
    ['a form', 'a=b', 'application/x-www-form-urlencoded', 415, 'not-json'],
    ['a body that is too large', `"${'x'.repeat(300_000)}"`, 'application/json', 413, 'body-too-large'],
  ])('of %s too', async (_, body, type, status, kind) => {
    const response = await fetch(`${office.url}/inbox/api/session`, {
      method: 'POST',
      headers: { 'content-type': type, 'accept-language': 'zh-CN' },
      body,
    });
    const json = (await response.json()) as { type: string; title: string };
    expect([response.status, json.type]).toEqual([status, `urn:policydesk:problem:${kind}`]);
    expect(json.title).toMatch(/请求正文/);
  });
});

describe('a session', () => {
  test.each(['/inbox/api/session', '/inbox/api/queue', '/inbox/api/conversations/x/transcript', '/inbox/events'])(
    '%s wants one',
    async (path) => {
      expect((await new Browser(office.url).get(path)).status).toBe(401);
    },
  );

  test('nothing is changed without its token', async () => {
    const browser = await office.signedIn('lin@example.com');
    for (const csrf of ['', 'made up']) {
      browser.csrf = csrf;
      const { status, json } = await browser.post('/inbox/api/conversations/x/take');
      expect([status, json.error.code]).toEqual([403, 'Forbidden']);
    }
  });

  test('ends when the agent signs out', async () => {
    const browser = await office.signedIn('lin@example.com');
    const { cookie } = browser;
    expect((await browser.post('/inbox/api/session/end')).status).toBe(200);
    browser.cookie = cookie;
    expect((await browser.get('/inbox/api/session')).status).toBe(401);
  });

  test('ends after twelve hours', async () => {
    const browser = await office.signedIn('lin@example.com');
    office.later(12 * 60 - 1);
    expect((await browser.get('/inbox/api/session')).status).toBe(200);
    office.later(1);
    expect((await browser.get('/inbox/api/session')).status).toBe(401);
  });

  test('in production its cookie goes over TLS only', async () => {
    const production = await Office.open({ production: true });
    await production.hire('lin@example.com', '林悦');
    const { headers } = await enter(new Browser(production.url), 'lin@example.com', PASSWORD);
    expect(headers.get('set-cookie')).toMatch(/; Secure$/);
    await production.close();
  });
});
