import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningDesk } from '../../app.ts';
import { missOf } from '../../services/misses.ts';
import { openBrowser } from '../kit/browser.ts';
import { Customer } from '../kit/customer.ts';
import { startTestDesk } from '../kit/desk.ts';
import { InboxPage } from './pages.ts';

let desk: RunningDesk;
let browser: Browser;
beforeAll(async () => {
  [desk, browser] = await Promise.all([startTestDesk(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await desk.stop();
});

test('an editor goes through the unanswered questions by keyboard, on a phone', async () => {
  const customer = new Customer(desk.url);
  await customer.open();
  await customer.say('车险外星人入侵赔不赔');
  for (const question of ['乙'.repeat(200), 'b'.repeat(200)])
    await desk.opened.database.misses.record(
      missOf(
        { conversationId: 'x', question, product: 'home-contents', locale: 'zh-CN', nearest: [] },
        new Date('2026-11-18T09:00:00+08:00'),
      ),
    );

  const { page } = await InboxPage.signIn(browser, desk.url);
  await page.setViewportSize({ width: 390, height: 800 });
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  await page.locator('a[href="/inbox/misses"]').focus();
  await page.keyboard.press('Enter');
  await page.locator('.miss').nth(2).waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);

  await page.locator('.miss button').first().focus();
  await page.keyboard.press('Enter');
  await page.locator('#misses-said').filter({ hasText: '已标为处理' }).waitFor();
  expect(await page.locator('.miss').count()).toBe(2);
  // The keyboard goes on at the next one.
  await page.locator('.miss button:focus').press('Enter');
  await expect.poll(() => page.locator('.miss').count()).toBe(1);
  await page.locator('.miss button:focus').press('Enter');
  await page.locator('.nothing:focus').waitFor();

  await page.locator('#state-1').focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('.miss').count()).toBe(3);
  await page.locator('#misses-product').selectOption('home-contents');
  await page.locator('#misses-show').press('Enter');
  await expect.poll(() => page.locator('.miss').count()).toBe(2);
  expect(new URL(page.url()).search).toBe('?state=done&product=home-contents&order=count');
  await page.goBack();
  await expect.poll(() => page.locator('.miss').count()).toBe(3);
  expect(await page.locator('header.top').count()).toBe(1);
  expect(said).toEqual([]);
  await page.context().close();
});
