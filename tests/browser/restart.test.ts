import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DeskProcess } from '../../tools/lab/processes.ts';
import { openBrowser } from '../kit/browser.ts';
import { CustomerPage } from './pages.ts';

test('the desk is killed and started again: the conversation goes on where it was, with its history', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'policydesk-restart-'));
  const desk = await DeskProcess.at({ DATA_DIR: folder, CLOCK: '2026-11-18T15:30:00+08:00' });
  const browser = await openBrowser();
  try {
    desk.start();
    await desk.ready();
    const customer = await CustomerPage.open(browser, desk.url);
    await customer.sees('您好');
    await customer.say('昨天下午三点我在文三路被后车追尾了，没人受伤');
    await customer.sees('您的车牌号是多少');
    const before = await customer.messages();

    await desk.kill();
    const notice = customer.page.locator('#notice');
    await notice.waitFor();
    expect(await notice.innerText()).toContain('连不上服务台');
    const box = customer.page.locator('.webchat__send-box-text-box__input').first();
    await box.fill('写到一半');
    desk.start();
    await desk.ready();
    await notice.waitFor({ state: 'hidden' });
    expect(await box.inputValue()).toBe('写到一半');
    expect(await customer.messages()).toEqual(before); // the line is another, the talk is the same, and once
    await customer.page.reload();
    await expect.poll(() => customer.messages(), { timeout: 15_000 }).toEqual(before);
    await customer.say('浙A12345');
    await customer.sees('怎么称呼您，电话是多少');
    await customer.close();
  } finally {
    await browser.close();
    await desk.kill();
    rmSync(folder, { recursive: true, force: true });
  }
});
