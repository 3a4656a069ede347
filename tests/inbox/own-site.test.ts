import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Browser, Office, PASSWORD } from './office.ts';

/*
 * Whatever changes something comes from the inbox's own pages or from a program, never from a page of another site,
 * also with a right token. A browser says which by `Sec-Fetch-Site`, an older one or one on plain HTTP by `Origin`.
 */
let office: Office;
let lin: Browser;
let own: string;
beforeAll(async () => {
  office = await Office.open();
  await office.hire('lin@example.com', '林悦');
  lin = await office.signedIn('lin@example.com');
  own = new URL(office.url).host;
});
afterAll(() => office.close());

type Headers = Record<string, string>;

const FROM_ELSEWHERE: [what: string, headers: Headers][] = [
  ['of another site', { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' }],
  ['of another name under the same domain', { 'sec-fetch-site': 'same-site', origin: 'https://other.desk.example' }],
  ['that says something unheard of', { 'sec-fetch-site': 'x' }],
  ['of another site, in an older browser', { origin: 'https://elsewhere.example' }],
  ['of another port', { origin: 'http://127.0.0.1:1' }],
  ['of nowhere: a sandboxed frame', { origin: 'null' }],
  ['of something that is no address', { origin: '//' }],
  ['of a name that begins like ours', { origin: 'http://127.0.0.1.elsewhere.example' }],
];

describe.each(FROM_ELSEWHERE)('a page %s', (_, headers) => {
  test('changes nothing, at no address that takes changes', async () => {
    const posts = office.routes.filter(({ method, path }) => method === 'POST' && path.startsWith('/inbox'));
    expect(posts.length).toBeGreaterThan(10);
    for (const { path } of posts) {
      const browser = new Browser(office.url);
      Object.assign(browser, { cookie: lin.cookie, csrf: lin.csrf, headers });
      const { status, text } = await browser.post(path.replace(/:\w+/g, 'x'), {
        email: 'lin@example.com',
        password: PASSWORD,
      });
      expect([path, status, text.includes('不是从本系统的页面')]).toEqual([path, 403, true]);
    }
    expect((await lin.get('/inbox/api/session')).status).toBe(200);
  });

  test('may lead here', async () => {
    expect((await lin.get('/inbox', headers)).status).toBe(200);
  });
});

test.each<[what: string, headers: () => Headers]>([
  ['the inbox itself', () => ({ 'sec-fetch-site': 'same-origin', origin: `http://${own}` })],
  ['the inbox behind TLS', () => ({ origin: `https://${own}` })],
  ['the user, by a bookmark', () => ({ 'sec-fetch-site': 'none' })],
  ['the inbox in an older browser', () => ({ origin: `http://${own}` })],
  ['a program', () => ({})],
  [
    'a browser that knows better than a proxy that keeps the name to itself',
    () => ({ 'sec-fetch-site': 'same-origin', origin: 'https://desk.example' }),
  ],
])('%s is let in', async (_, headers) => {
  const browser = new Browser(office.url);
  browser.headers = headers();
  const { status } = await browser.post('/inbox/api/session', { email: 'lin@example.com', password: PASSWORD });
  expect(status).toBe(200);
});

test('behind a proxy that keeps the name to itself, PUBLIC_URL says which site is ours', async () => {
  const named = await Office.open({ publicUrl: 'https://desk.example' });
  await named.hire('lin@example.com', '林悦');
  const from = async (origin: string) => {
    const browser = new Browser(named.url);
    browser.headers = { origin };
    return (await browser.post('/inbox/api/session', { email: 'lin@example.com', password: PASSWORD })).status;
  };
  expect(await from('https://desk.example')).toBe(200);
  expect(await from('http://desk.example')).toBe(403);
  expect(await from('https://elsewhere.example')).toBe(403);
  await named.close();
});

test('pages let a browser say where a form stands', async () => {
  // With `no-referrer` a form is sent with `Origin: null` (Fetch, "serializing a request origin").
  expect((await lin.get('/inbox')).headers.get('referrer-policy')).toBe('same-origin');
});
