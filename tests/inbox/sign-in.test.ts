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
