import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, Office } from './office.ts';

let office: Office;
let lin: Browser;
beforeAll(async () => {
  office = await Office.open();
  await office.hire('lin@example.com', '林悦');
  lin = await office.signedIn('lin@example.com');
  const { attachments } = office.opened.database;
  for (const [id, conversationId] of [
    ['mine', 'talk'],
    ['another', 'other-talk'],
  ] as const) {
    const file = { id, conversationId, name: 'a.jpg', contentType: 'image/jpeg', size: 7 };
    const at = new Date('2026-11-18T15:30:00+08:00');
    await attachments.begin(file, at);
    await attachments.write(id, 0, Buffer.from('picture'));
    await attachments.put(file, at);
  }
  await office.customer('talk', '转人工');
});
afterAll(() => office.close());

const pageOf = (id: string) => `/inbox/conversations/${id}`;

/** The customer sends a file, and the staff reads it by the API and on the page. */
async function seen(name: string, contentUrl: string) {
  await office.say('talk', '', { attachments: [{ name, contentType: 'image/jpeg', contentUrl }] });
  const { entries } = (await lin.get('/inbox/api/conversations/talk/transcript')).json;
  const entry = entries.findLast(({ role }: { role: string }) => role === 'customer');
  const html = (await lin.get(pageOf('talk'))).text;
  const shown = html.slice(html.indexOf(`id="entry-${entry.seq}"`)).split('</li>')[0] ?? '';
  return { file: entry.attachments[0], shown };
}

const PATH = '/v3/directline/attachments';

describe('where a file of a customer leads', () => {
  test.each([
    ['the desk’s own', `https://desk.example${PATH}/mine/a.jpg`],
    ['by whichever host the desk was reached', `http://127.0.0.1:9${PATH}/mine/a.jpg`],
  ])('%s is read behind the session', async (_, url) => {
    const { file, shown } = await seen('a.jpg', url);
    expect(file).toEqual({ name: 'a.jpg', contentType: 'image/jpeg', url: '/inbox/files/mine/a.jpg' });
    expect(shown).toContain('<img src="/inbox/files/mine/a.jpg"');
    expect(shown).not.toContain('nofollow');
    expect((await lin.get(file.url)).status).toBe(200);
  });

  test.each([
    ['an address that only looks like the desk’s', `https://evil.test${PATH}/made-up/a.jpg`, 'evil.test'],
    ['a file of another conversation', `https://desk.example${PATH}/another/a.jpg`, 'desk.example'],
    ['a folder below', `https://evil.test/x${PATH}/mine/a.jpg`, 'evil.test'],
    ['a way round', `https://evil.test${PATH}/mine/../another/a.jpg`, 'evil.test'],
    ['a name before the host', 'https://insurer.example@evil.test/a.jpg', 'evil.test'],
    ['another alphabet', 'https://аpple.example/a.jpg', 'xn--pple-43d.example'],
    ['a port', 'http://evil.test:8080/a.jpg', 'evil.test:8080'],
  ])('%s is a stranger’s', async (_, url, host) => {
    const { file, shown } = await seen('保单.jpg', url);
    expect(file.outside).toBe(host);
    expect(new URL(file.url).host).toBe(host);
    expect(new URL(file.url).username).toBe('');
    expect(shown).toMatch(/rel="noopener noreferrer nofollow"/);
    expect(shown).toContain(`客户发来的外部链接，通往 ${host}，不是本公司的文件`);
    expect(shown).not.toContain('<img');
  });
});

describe('controls that turn the direction of writing', () => {
  test('are no part of a file’s name', async () => {
    const { file, shown } = await seen('\u202Egpj.\u2066exe\u200F', 'https://evil.test/a');
    expect(file.name).toBe('gpj.exe');
    expect(shown).not.toMatch(/[\u200E\u200F\u202A-\u202E\u2066-\u2069]/);
  });

  test('are in sight in what was said, and none stands in a list', async () => {
    await office.customer('turned', '已付\u202E00001\u202C元', '转人工');
    const html = (await lin.get(pageOf('turned'))).text;
    expect(html).toContain('已付[U+202E]00001[U+202C]元');
    await office.say('turned', '又付\u202E00002');
    const { waiting } = (await lin.get('/inbox/api/queue')).json;
    expect(waiting.find(({ id }: { id: string }) => id === 'turned').preview).toBe('又付00002');
  });
});
