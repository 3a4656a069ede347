import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { evidencePage } from '../../cli/evidence/page.ts';
import { gatherEvidence } from '../../services/evidence/evidence.ts';
import { openBrowser } from '../kit/browser.ts';
import { openTalkDesk } from '../kit/talk.ts';

let browser: Browser;
let folder: string;
let html: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'policydesk-evidence-'));
  const [desk, opened] = await Promise.all([openTalkDesk(), openBrowser()]);
  browser = opened;
  const talk = await desk.open();
  for (const words of [
    '酒后开车出了事故赔吗',
    '我明白了',
    '</script><script>document.title = 1</script>{{x}}\r\n**粗**',
  ])
    await talk.say(words);
  const evidence = await gatherEvidence(desk.opened.database, talk.id, {
    zone: 'Asia/Shanghai',
    now: desk.clock.tell(),
  });
  if (!evidence) throw new Error('no evidence');
  html = evidencePage(evidence);
  await desk.close();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a page from a file, and tells what it says of itself and what it asked for. */
async function open(content: string, options: { width?: number; javaScriptEnabled?: boolean } = {}) {
  const file = join(folder, 'evidence.html');
  writeFileSync(file, content);
  const { width = 1280, javaScriptEnabled = true } = options;
  const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled });
  const page = await context.newPage();
  const asked: string[] = [];
  const troubles: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => troubles.push(message.text()));
  page.on('pageerror', (error) => troubles.push(error.message));
  await page.goto(pathToFileURL(file).href);
  const verdict = page.locator('#verdict');
  return { page, asked, troubles, verdict: [await verdict.getAttribute('class'), await verdict.innerText()] };
}

test.each([1280, 390])(
  'a page from a file checks itself, without asking for anything, %i pixels wide',
  async (width) => {
    const { page, asked, troubles, verdict } = await open(html, { width });
    expect(verdict).toEqual([
      'verdict ok',
      expect.stringMatching(/^页面自查：\d+ 条记录的链完整，页面与所附数据一致。自查不能代替命令核验。$/),
    ]);
    expect(asked).toEqual([page.url()]);
    expect(troubles).toEqual([]);
    expect(await page.title()).toContain('talk-1');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(await page.locator('.entry').allInnerTexts()).toContainEqual(
      expect.stringContaining('</script><script>document.title = 1</script>{{x}}'),
    );
    await page.context().close();
  },
);

test.each<[string, (page: string) => string, string, string]>([
  [
    'an entry was changed',
    (page) => page.replaceAll('我明白了', '我不明白'),
    '核验不通过：第 6 条记录的内容被改动过。',
    '#entry-6.broken',
  ],
  [
    'only what is seen was changed',
    (page) => page.replace(/(data-shown="disclosures\.0\.words">[^<]{10})/, '$1不'),
    '核验不通过：页面上显示的内容与所附的数据不一致（disclosures.0.words）。',
    '.clause.broken',
  ],
  ['the data is no data', (page) => page.replace('"format":"policydesk', 'x"'), '核验不通过：', '.verdict.broken'],
])('a page says what is broken: %s', async (_, change, sentence, broken) => {
  const { page, verdict } = await open(change(html));
  expect(verdict).toEqual(['verdict broken', expect.stringContaining(sentence)]);
  expect(await page.locator(broken).count()).toBe(1);
  await page.context().close();
});

test('a script that was put in is not run', async () => {
  const { page } = await open(html.replace('</footer>', '</footer><script>document.title = "put in"</script>'));
  expect(await page.title()).not.toContain('put in');
  await page.context().close();
});

test('without scripts it is read and printed all the same, on A4', async () => {
  const { page, verdict } = await open(html, { javaScriptEnabled: false });
  expect(verdict[1]).toContain('脚本没有运行，页面没有检查自己');
  expect(await page.locator('.clause').innerText()).toContain('饮酒');
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
  expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842]);
  await page.context().close();
});
