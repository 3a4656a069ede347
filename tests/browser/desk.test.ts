import { eq } from 'drizzle-orm';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningDesk } from '../../app.ts';
import { activities, conversations } from '../../db/schema.ts';
import { openBrowser } from '../kit/browser.ts';
import { startTestDesk } from '../kit/desk.ts';
import { CustomerPage, InboxPage } from './pages.ts';

let desk: RunningDesk;
let browser: Browser;
beforeAll(async () => {
  [desk, browser] = await Promise.all([startTestDesk(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await desk.stop();
});

test('a customer asks, reads the exclusion first, and confirms it', async () => {
  const customer = await CustomerPage.open(browser, desk.url);
  await customer.sees('您好，这里是保险服务台');
  await customer.press('酒后开车出了事故赔吗');
  await customer.sees('看明白了，可以回复');
  const [, , exclusion = ''] = await customer.messages();
  expect(exclusion).toContain('请先看这条不赔的约定。是否适用，要看当时的情况');
  expect(exclusion).toMatch(/第.+条/);
  await customer.press('我看明白了');
  await customer.sees('上面的条款您看过');
  const logged = await desk.opened.drizzle.select().from(activities);
  const noted = logged.flatMap(({ activity }) => (activity?.name?.startsWith('evidence.') ? [activity.value] : []));
  expect(noted).toMatchObject([
    { clauses: [{ product: 'motor-commercial', clause: 'drink-driving' }] },
    { answer: 'understood' },
  ]);
  await customer.close();
});

test('a report, a person, and back: both sides see everything at once', async () => {
  const customer = await CustomerPage.open(browser, desk.url);
  await customer.sees('您好');
  await customer.say('昨天下午三点左右我在文三路被后车追尾了，没人受伤');
  await customer.sees('您的车牌号是多少');
  await customer.say('转人工');
  await customer.sees('您排在第 1 位');

  const agent = await InboxPage.signIn(browser, desk.url);
  await agent.openFirst();
  await agent.sees('昨天下午三点左右我在文三路被后车追尾了');
  await agent.sees('文三路');
  await agent.take();
  await customer.sees('我是人工坐席');

  const toAgent: number[] = [];
  const toCustomer: number[] = [];
  for (let round = 1; round <= 9; round++) {
    let start = performance.now();
    await customer.say(`客户第 ${round} 句`);
    await agent.sees(`客户第 ${round} 句`);
    toAgent.push(performance.now() - start);
    start = performance.now();
    await agent.reply(`坐席第 ${round} 句`);
    await customer.sees(`坐席第 ${round} 句`);
    toCustomer.push(performance.now() - start);
  }
  console.log(JSON.stringify({ figure: 'customer to agent’s screen', unit: 'ms', median: median(toAgent), aim: 300 }));
  console.log(
    JSON.stringify({ figure: 'agent’s reply to customer’s screen', unit: 'ms', median: median(toCustomer), aim: 300 }),
  );
  expect((await customer.messages()).filter((text) => text.includes('Admin（人工坐席）：坐席第'))).toHaveLength(9);

  await agent.handBack();
  await customer.sees('现在由自动客服继续为您服务');
  const messages = await customer.messages();
  // The open report goes on where it was, and the bot said nothing in between.
  expect(messages.at(-1)).toContain('您的车牌号是多少');
  const between = messages.slice(messages.findIndex((text) => text.includes('我是人工坐席')) + 1, -2);
  expect(between.every((text) => /^(客户第|Admin（人工坐席）：坐席第)/.test(text))).toBe(true);

  await customer.page.reload();
  await expect.poll(() => customer.messages(), { timeout: 10_000 }).toEqual(messages);
  await Promise.all([customer.close(), agent.close()]);
});

test('English by the browser’s language, on a phone', async () => {
  const customer = await CustomerPage.open(browser, desk.url, { locale: 'en-GB', width: 360 });
  await customer.sees('Hello, this is the insurance service desk');
  await customer.say('Is an accident after drinking covered?');
  await customer.sees('please read this exclusion first');
  expect(await customer.page.evaluate('document.documentElement.scrollWidth <= 360')).toBe(true);
  await customer.close();
});

test('a picture is sent and is in the conversation', async () => {
  const customer = await CustomerPage.open(browser, desk.url);
  await customer.sees('您好');
  const pixel = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  await customer.page
    .locator('input[type=file]')
    .setInputFiles({ name: '现场照片.png', mimeType: 'image/png', buffer: pixel });
  // Web Chat reads the file first; until it has, there is nothing to send.
  const answer = customer.page.locator('.webchat__bubble__content').filter({ hasText: '收到 1 个文件' });
  const send = async () => {
    if ((await answer.count()) === 0) await customer.page.locator('.webchat__send-button').click();
    return answer.count();
  };
  await expect.poll(send, { timeout: 30_000, interval: 500 }).toBe(1);
  await customer.close();
});

test('what the desk doesn’t take is told in words, on a narrow phone too', async () => {
  const customer = await CustomerPage.open(browser, desk.url, { width: 320 });
  await customer.sees('您好');
  const told = customer.page.locator('#told');
  await customer.say('字'.repeat(20_001));
  await told.waitFor();
  expect(await told.innerText()).toContain('请分成几段发');
  await customer.say('谢谢');
  await customer.sees('不客气');
  expect(await told.isHidden()).toBe(true);
  const send = await customer.page.locator('.webchat__send-button').boundingBox();
  expect((send?.x ?? 999) + (send?.width ?? 999)).toBeLessThanOrEqual(320);
  expect(await customer.page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  await customer.close();
});

test('twenty thousand characters are taken whole, and what is answered stays in sight, on a phone too', async () => {
  const customer = await CustomerPage.open(browser, desk.url, { width: 360 });
  await customer.sees('您好');
  const told = `我要投诉。${'那天下雨，我等了很久，也没有人回我电话。'.repeat(1_100)}`.slice(0, 20_000);
  await customer.say(told);
  await customer.sees('全文都已经存下来');
  expect(await customer.messages()).toContain(told);
  const own = customer.page.locator('.webchat__bubble--from-user .webchat__bubble__content').last();
  expect((await own.boundingBox())?.height).toBeLessThan(400);
  expect(await customer.page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  const logged = await desk.opened.drizzle.select().from(activities);
  expect(logged.some(({ activity }) => activity?.text === told)).toBe(true);
  await customer.say('转人工');
  await customer.sees('您排在');
  const agent = await InboxPage.signIn(browser, desk.url);
  await agent.openFirst();
  await agent.page.getByText('内容较长，查看全文').first().waitFor();
  await Promise.all([customer.close(), agent.close()]);
});

/** What a canvas shows, as if every character were drawn the same or none like another. */
const drawing = (same: boolean) =>
  `let count = 0; CanvasRenderingContext2D.prototype.getImageData = () => ({ data: [${same} ? 0 : count++] });`;

test.each([
  ['has a Chinese font, nothing', drawing(false), false],
  ['has none, one that draws it', drawing(true), true],
])('a machine that %s is downloaded', async (_, script, downloads) => {
  const context = await browser.newContext({ locale: 'zh-CN' });
  await context.addInitScript(script);
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(desk.url, { waitUntil: 'load' });
  await page.locator('.webchat__bubble__content').first().waitFor();
  if (downloads) await expect.poll(() => asked.some((url) => url.endsWith('.woff2')), { timeout: 10_000 }).toBe(true);
  expect(asked.some((url) => /\.woff2$|fonts\.\w+\.css$/.test(url))).toBe(downloads);
  await context.close();
});

test('who may not begin another conversation yet reads how long to wait', async () => {
  const small = await startTestDesk({ WEBCHAT_TOKENS_PER_MINUTE: '1' });
  try {
    const [first, second] = [
      await CustomerPage.open(browser, small.url),
      await CustomerPage.open(browser, small.url, { locale: 'en-GB' }),
    ];
    await first.sees('您好');
    const why = second.page.locator('#why');
    await why.waitFor();
    expect(await why.innerText()).toMatch(/try again in \d+ seconds/);
    await Promise.all([first.close(), second.close()]);
  } finally {
    await small.stop();
  }
});

test('a new conversation leaves the old one behind', async () => {
  const customer = await CustomerPage.open(browser, desk.url);
  await customer.sees('您好');
  await customer.say('谢谢');
  await customer.sees('不客气');
  customer.page.on('dialog', (dialog) => dialog.accept());
  await customer.page.locator('#start-over').click();
  await expect.poll(() => customer.messages()).toHaveLength(1);
  const opened = await desk.opened.drizzle.select().from(conversations).where(eq(conversations.channel, 'webchat'));
  expect(opened.length).toBeGreaterThanOrEqual(2);
  await customer.close();
});

const median = (values: readonly number[]): number =>
  Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);
