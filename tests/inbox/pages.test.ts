import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasTemplate, templateKeys } from '../../templates/render.ts';
import { Browser, Office, PASSWORD } from './office.ts';

let office: Office;
let lin: Browser;
beforeAll(async () => {
  office = await Office.open();
  await office.hire('lin@example.com', '林悦');
  await office.hire('wu@example.com', '吴桐');
  lin = await office.signedIn('lin@example.com');
});
afterAll(() => office.close());

const pageOf = (id: string) => `/inbox/conversations/${encodeURIComponent(id)}`;

describe('the sign-in page', () => {
  test.each([
    ['the browser’s language', '/inbox', 'en-GB,en;q=0.9', '<html lang="en">', 'Sign in'],
    ['the insurer’s language', '/inbox', 'fr', '<html lang="zh-CN">', '登录'],
    ['the language that is asked for', '/inbox?locale=en', 'zh-CN', '<html lang="en">', 'Password'],
  ])('speaks %s', async (_, path, language, html, label) => {
    const { status, text } = await new Browser(office.url).get(path, { 'accept-language': language });
    expect(status).toBe(200);
    expect(text).toContain(html);
    expect(text).toContain(label);
  });

  test('remembers the language that was asked for', async () => {
    const browser = new Browser(office.url);
    const { headers } = await browser.get('/inbox?locale=en');
    const cookie = headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect((await browser.get('/inbox', { cookie })).text).toContain('<html lang="en">');
  });

  test('signs in and goes to the page that was wanted, and nowhere else', async () => {
    const enter = (next: string) =>
      new Browser(office.url).submit(
        '/inbox/session',
        { email: 'lin@example.com', password: PASSWORD, next },
        { htmx: false },
      );
    const wanted = await enter('/inbox/conversations/a%7Cb');
    expect([wanted.status, wanted.headers.get('location')]).toEqual([303, '/inbox/conversations/a%7Cb']);
    for (const next of ['https://evil.test/', '//evil.test', '/inbox/conversations/../../x', ''])
      expect((await enter(next)).headers.get('location')).toBe('/inbox');
  });

  test('says what was wrong and keeps the address', async () => {
    const { status, text } = await new Browser(office.url).submit(
      '/inbox/session',
      { email: 'a"b@example.com', password: 'x' },
      { htmx: false },
    );
    expect(status).toBe(401);
    expect(text).toContain('邮箱或密码不对');
    expect(text).toContain('value="a&quot;b@example.com"');
  });

  test('takes no sign-in from another site', async () => {
    const browser = new Browser(office.url);
    browser.headers = { 'sec-fetch-site': 'cross-site' };
    expect(
      (await browser.submit('/inbox/session', { email: 'lin@example.com', password: PASSWORD }, { htmx: false }))
        .status,
    ).toBe(403);
  });
});

describe('the desk', () => {
  test('nothing in a page is run or loaded from elsewhere', async () => {
    const { headers, text } = await lin.get('/inbox');
    const policy = headers.get('content-security-policy') ?? '';
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ])
      expect(policy).toContain(part);
    expect(text).not.toMatch(/<script(?![^>]* src="\/inbox\/static\/)|<style|\sstyle=|\son\w+=/);
    for (const [, address = ''] of text.matchAll(/(?:src|href)="(\/inbox\/static\/[^"]+)"/g)) {
      const file = await lin.get(address.replaceAll('&#x3D;', '='));
      expect([file.status, file.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
      expect(
        (await lin.get(address.replaceAll('&#x3D;', '='), { 'if-none-match': file.headers.get('etag') ?? '' })).status,
      ).toBe(304);
    }
  });

  test('says that nobody waits, and who does', async () => {
    expect((await lin.get('/inbox')).text).toContain('现在没有客户在等');
    await office.customer('waits', '转人工');
    office.later(12.5);
    const { text } = await lin.get('/inbox');
    expect(text).toContain('已等 12 分钟');
    expect(text).toContain(`href="${pageOf('waits')}"`);
  });

  test('what a customer writes is text, not markup', async () => {
    await office.customer('escaped', '<script>alert(1)</script> **不是粗体** " onload="x', '转人工');
    const { text } = await lin.get(pageOf('escaped'));
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt; **不是粗体**');
    expect(text).not.toContain('<script>alert');
    expect(text).not.toContain('" onload="x');
  });

  test('the forms work by htmx', async () => {
    await office.customer('by-htmx', '转人工');
    const taken = await lin.submit(`${pageOf('by-htmx')}/take`, {}, { htmx: true });
    expect(taken.status).toBe(200);
    expect(taken.text).toContain('id="reply-text"');
    expect(taken.text).not.toContain('<html');
    const replied = await lin.submit(`${pageOf('by-htmx')}/reply`, { text: '您好' }, { htmx: true });
    expect([replied.status, replied.headers.get('hx-trigger')]).toEqual([200, 'reply-sent']);
  });

  test('a refusal is a message at the form, in the agent’s language, with what was typed', async () => {
    await office.customer('refused', '转人工');
    const wu = await office.signedIn('wu@example.com');
    await wu.post('/inbox/api/conversations/refused/take');
    const late = await lin.submit(`${pageOf('refused')}/take`, {}, { htmx: true });
    expect(late.status).toBe(409);
    expect(late.text).toMatch(/<div id="problem" hx-swap-oob="innerHTML">这位客户已经不在等了/);
    expect(late.text).toContain('吴桐 正在接待');
    const lost = await wu.submit(
      `${pageOf('refused')}/transfer`,
      { to: 'x@example.com', note: '<急>' },
      { htmx: true },
    );
    expect(lost.text).toContain('value="x@example.com"');
    expect(lost.text).toContain('&lt;急&gt;');
  });

  test('the forms work without scripts, with the token in a hidden field', async () => {
    await office.customer('no-scripts', '转人工');
    const path = pageOf('no-scripts');
    expect((await lin.submit(`${path}/take`, {}, { htmx: false })).status).toBe(403);
    const taken = await lin.submit(`${path}/take`, { csrf: lin.csrf }, { htmx: false });
    expect([taken.status, taken.headers.get('location')]).toEqual([303, path]);
    const empty = await lin.submit(`${path}/reply`, { csrf: lin.csrf, text: ' ' }, { htmx: false });
    expect(empty.status).toBe(400);
    expect(empty.text).toContain('内容是空的');
    expect(empty.text).toContain('id="reply-text"');
  });

  test.each([
    ['by htmx', true],
    ['without scripts', false],
  ])('a reply that a weak line sends twice is one, %s; other words are another', async (_, htmx) => {
    const id = `twice-${htmx}`;
    await office.customer(id, '转人工');
    await lin.submit(`${pageOf(id)}/take`, { csrf: lin.csrf }, { htmx: false });
    const shown = (await lin.get(pageOf(id))).text;
    const name = /<input type="hidden" name="id" value="([^"]+)"/.exec(shown)?.[1] ?? '';
    expect(name).toMatch(/^[\w-]{36}$/);
    const reply = (text: string) =>
      lin.submit(`${pageOf(id)}/reply`, { csrf: lin.csrf, id: name, text }, { htmx }).then(({ status }) => status);
    expect(await Promise.all([reply('您好'), reply('您好')])).toEqual(Array(2).fill(htmx ? 200 : 303));
    await reply('您好，我改了一下');
    const { entries } = (await lin.get(`/inbox/api/conversations/${id}/transcript`)).json;
    const said = entries.filter(({ role }: { role: string }) => role === 'agent');
    expect(said.map(({ text }: { text: string }) => text)).toEqual(['您好', '您好，我改了一下']);
    expect((await lin.get(pageOf(id))).text).not.toContain(name);
  });

  test('a session that is over leads to the sign-in page and back', async () => {
    const stale = new Browser(office.url);
    stale.cookie = 'policydesk_session=long-gone';
    const { status, headers } = await stale.get(pageOf('a|b'));
    expect([status, headers.get('location')]).toEqual([
      303,
      `/inbox?expired=1&next=${encodeURIComponent(pageOf('a|b'))}`,
    ]);
    expect((await stale.get('/inbox')).text).toContain('登录已过期');
    stale.cookie = 'policydesk_session=long-gone';
    const byHtmx = await stale.submit(`${pageOf('a|b')}/take`, {}, { htmx: true });
    expect([byHtmx.status, byHtmx.headers.get('hx-redirect')]).toEqual([401, headers.get('location')]);
  });

  test('a conversation that isn’t there is a page too', async () => {
    const { status, text } = await lin.get(pageOf('nowhere'));
    expect(status).toBe(404);
    expect(text).toContain('没有这个对话');
  });
});

describe('the words', () => {
  const folder = new URL('../../templates/pages/', import.meta.url);
  const templates = readdirSync(folder)
    .filter((name) => name.startsWith('inbox'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));

  test('both languages have the same', () => {
    const keys = (locale: string) => templateKeys(locale).filter((key) => key.startsWith('inbox.'));
    expect(keys('en')).toEqual(keys('zh-CN'));
  });

  test('every label of a page is there, and none is left over', () => {
    const used = new Set(
      templates.flatMap((source) => [...source.matchAll(/labels\.([\w-]+)/g)].map(([, name]) => `inbox.page-${name}`)),
    );
    for (const key of used) expect(hasTemplate(key, 'zh-CN'), key).toBe(true);
    expect(templateKeys('zh-CN').filter((key) => key.startsWith('inbox.page-') && !used.has(key))).toEqual([]);
  });

  test('nothing is put into a page unescaped, and no sentence stands in one', () => {
    for (const source of templates) {
      expect(source).not.toContain('{{{');
      expect(source).not.toMatch(/[\u4e00-\u9fff]/);
    }
  });
});
