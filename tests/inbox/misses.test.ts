import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { misses as kept } from '../../db/schema.ts';
import { type MissedQuestion, missOf } from '../../services/misses.ts';
import { hasTemplate, templateKeys } from '../../templates/render.ts';
import { Browser, Office } from './office.ts';

let office: Office;
let lin: Browser;
beforeAll(async () => {
  office = await Office.open();
  await office.hire('lin@example.com', '林悦');
  lin = await office.signedIn('lin@example.com');
});
afterAll(() => office.close());
beforeEach(async () => void (await office.opened.drizzle.delete(kept)));

const NEAREST = [{ clause: 'territory', number: '第六条', heading: '保障地域' }];
let minutes = 0;
/** Keeps a question that was not answered; each is asked a minute after the one before. Returns its group. */
async function missed(question: string, more: Partial<MissedQuestion> = {}): Promise<string> {
  const given = { conversationId: 'web|1', product: 'motor-commercial', locale: 'zh-CN' as const, nearest: NEAREST };
  const at = new Date(Date.parse('2026-11-18T09:00:00+08:00') + 60_000 * minutes++);
  const miss = missOf({ ...given, question, ...more }, at);
  await office.opened.database.misses.record(miss);
  return miss.key;
}

const questionsOn = (text: string): string[] =>
  [...text.matchAll(/<p class="question"[^>]*>([^<]*)<\/p>/g)].map(([, question = '']) => question);

describe('the page of unanswered questions', () => {
  test('is linked from the desk, and wants a session', async () => {
    expect((await lin.get('/inbox')).text).toContain('<a href="/inbox/misses">未答问题</a>');
    const { status, headers } = await new Browser(office.url).get('/inbox/misses');
    expect([status, headers.get('location')]).toEqual([303, '/inbox?expired=1']);
  });

  test('says that there is none', async () => {
    const { status, text } = await lin.get('/inbox/misses');
    expect(status).toBe(200);
    expect(text).toContain('没有待处理的问题。服务台答不上来的问题会出现在这里。');
    expect((await lin.get('/inbox/misses?state=done&locale=en')).text).toContain('No question was marked as done yet.');
  });

  test('shows what a customer asked and got no answer to, masked, with its conversation', async () => {
    await office.customer('asks|1', '浙A12345车险外星人入侵赔不赔');
    const { text } = await lin.get('/inbox/misses');
    expect(questionsOn(text)).toEqual(['〔车牌〕车险外星人入侵赔不赔']);
    expect(text).not.toContain('A12345');
    expect(text).toContain('href="/inbox/conversations/asks%7C1"');
    expect((await lin.get('/inbox/misses?locale=en')).text).toContain('〔plate〕');
  });

  test('has the most asked first, or the last asked; of one product or all', async () => {
    await missed('甲？');
    await missed('乙');
    await missed('甲');
    await missed('丙', { product: 'home-contents', nearest: [] });
    const order = async (query: string) => questionsOn((await lin.get(`/inbox/misses${query}`)).text);
    expect(await order('')).toEqual(['甲', '丙', '乙']);
    expect(await order('?order=time')).toEqual(['丙', '甲', '乙']);
    expect(await order('?product=home-contents')).toEqual(['丙']);
    expect(await order('?product=motor-commercial&order=time')).toEqual(['甲', '乙']);
    for (const product of ['nothing', '%00', '%3Cscript%3E'])
      expect(await order(`?product=${product}`)).toHaveLength(3);
    const { text } = await lin.get('/inbox/misses');
    expect(text).toContain('问了 2 次');
    expect(text).toContain('第六条 保障地域');
    expect(text).toContain('没有接近的条款');
    expect(text).toMatch(/待处理 <span class="count">3<\/span>/);
    expect(text).toMatch(/最近 <time[^>]*>09:\d\d<\/time> · 最早 <time/);
  });

  test('what was asked is text, however it looks, and of any length', async () => {
    await missed('<script>alert(1)</script> {{csrf}} {{{labels}}} " onload="x');
    await missed(`${'a'.repeat(600)}`);
    await missed('x', { product: '"><img src=x>', nearest: [{ clause: 'c', number: '<b>', heading: '</li>' }] });
    const { text } = await lin.get('/inbox/misses');
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt; {{csrf}} {{{labels}}} &quot; onload&#x3D;&quot;x');
    expect(text).not.toContain('<script>alert');
    expect(text).not.toContain('<img');
    expect(text).not.toContain('<b>');
    expect(text).toContain(`${'a'.repeat(499)}…`);
  });

  test('shows so many at once and says how many more there are', async () => {
    for (let n = 0; n < 203; n++) await missed(`第 ${n} 个`);
    const { text } = await lin.get('/inbox/misses');
    expect(questionsOn(text)).toHaveLength(200);
    expect(text).toContain('还有 3 个没有显示。');
  });
});

describe('marking as done', () => {
  test('by htmx: the list comes back without it, the keyboard goes on at the next', async () => {
    const key = await missed('甲');
    await missed('乙');
    const fields = { at: '1', product: 'motor-commercial', order: 'count', state: 'open' };
    const { status, text } = await lin.submit(`/inbox/misses/${key}/done`, fields, { htmx: true });
    expect(status).toBe(200);
    expect(text).not.toContain('<html');
    expect(questionsOn(text)).toEqual(['乙']);
    expect(text).toMatch(/<button aria-describedby="miss-\w+" autofocus>/);
    expect(text).toMatch(/id="misses-said" hx-swap-oob="innerHTML">已标为处理/);
    expect(text).toMatch(/<option value="motor-commercial" selected>/);
    const again = await lin.submit(`/inbox/misses/${key}/done`, fields, { htmx: true });
    expect(again.text).toContain('已经由别人标过了');
  });

  test('the last one leaves the keyboard at what is said instead', async () => {
    const key = await missed('甲');
    const { text } = await lin.submit(`/inbox/misses/${key}/done`, { at: '0' }, { htmx: true });
    expect(text).toMatch(/<p class="nothing" tabindex="-1" autofocus>没有待处理的问题/);
  });

  test('without scripts, with the token in a hidden field, and back to the same list', async () => {
    const key = await missed('甲');
    const fields = { at: '0', product: 'motor-commercial', order: 'time', state: 'open' };
    expect((await lin.submit(`/inbox/misses/${key}/done`, fields, { htmx: false })).status).toBe(403);
    expect(questionsOn((await lin.get('/inbox/misses')).text)).toEqual(['甲']);
    const { status, headers } = await lin.submit(
      `/inbox/misses/${key}/done`,
      { ...fields, csrf: lin.csrf },
      { htmx: false },
    );
    expect([status, headers.get('location')]).toEqual([303, '/inbox/misses?product=motor-commercial&order=time']);
    expect(questionsOn((await lin.get('/inbox/misses')).text)).toEqual([]);
    const done = await lin.get('/inbox/misses?state=done');
    expect(questionsOn(done.text)).toEqual(['甲']);
    expect(done.text).toContain('15:30 已处理');
    expect(done.text).toContain(`action="/inbox/misses/${key}/reopen"`);
  });

  test('is taken back, and undone by whoever asks again', async () => {
    const key = await missed('甲');
    await lin.submit(`/inbox/misses/${key}/done`, {}, { htmx: true });
    const { text } = await lin.submit(`/inbox/misses/${key}/reopen`, { state: 'done' }, { htmx: true });
    expect(text).toContain('已重新打开');
    expect(questionsOn((await lin.get('/inbox/misses')).text)).toEqual(['甲']);
    await lin.submit(`/inbox/misses/${key}/done`, {}, { htmx: true });
    await missed('甲');
    const again = await lin.get('/inbox/misses');
    expect(again.text).toContain('15:30 处理后又有人问');
    expect(again.text).toContain('问了 2 次');
  });

  test('is refused without a session, and what is no group changes nothing', async () => {
    const key = await missed('甲');
    const stranger = new Browser(office.url);
    const { status, headers } = await stranger.submit(`/inbox/misses/${key}/done`, {}, { htmx: true });
    expect([status, headers.get('hx-redirect')]).toEqual([401, '/inbox?expired=1']);
    const forged = await lin.submit(`/inbox/misses/${key}/done`, { csrf: 'made up' }, { htmx: false });
    expect(forged.status).toBe(403);
    expect((await lin.submit('/inbox/misses/nothing/done', {}, { htmx: true })).text).toContain('已经由别人标过了');
    expect((await lin.get(`/inbox/misses/${key}/done`)).status).toBe(405);
    expect(questionsOn((await lin.get('/inbox/misses')).text)).toEqual(['甲']);
  });
});

describe('the words', () => {
  const folder = new URL('../../templates/pages/', import.meta.url);
  const source = ['inbox-misses.hbs', 'inbox-misses-list.hbs']
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');

  test('every one that the pages use is there, and none is left over', () => {
    const used = new Set([...source.matchAll(/[{/ ]misses\.([\w-]+)/g)].map(([, name]) => `misses.page-${name}`));
    for (const key of used) expect(hasTemplate(key, 'zh-CN'), key).toBe(true);
    expect(templateKeys('zh-CN').filter((key) => key.startsWith('misses.page-') && !used.has(key))).toEqual([]);
  });
});
