import type { Browser, Page } from 'playwright-core';
import { ADMIN_PASSWORD } from '../kit/desk.ts';

/** The customer's page as a person uses it. */
export class CustomerPage {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(
    browser: Browser,
    url: string,
    { locale = 'zh-CN', width = 1000 }: { locale?: string; width?: number } = {},
  ): Promise<CustomerPage> {
    const context = await browser.newContext({ locale, viewport: { width, height: 800 } });
    const customer = new CustomerPage(await context.newPage());
    await customer.page.goto(url);
    return customer;
  }

  async say(text: string): Promise<void> {
    const box = this.page.locator('.webchat__send-box-text-box__input').first();
    await box.fill(text);
    await box.press('Enter');
  }

  /** Waits until a message with this text is on the page. */
  async sees(text: string | RegExp): Promise<void> {
    await this.page.locator('.webchat__bubble__content').filter({ hasText: text }).last().waitFor();
  }

  /** Presses one of the offered answers. */
  async press(label: string): Promise<void> {
    await this.page.locator('.webchat__suggested-action').filter({ hasText: label }).first().click();
  }

  /** The messages, oldest first. */
  messages(): Promise<string[]> {
    return this.page.locator('.webchat__bubble__content').allInnerTexts();
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}

/** An agent at the inbox. */
export class InboxPage {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** Signs in by keyboard alone. */
  static async signIn(browser: Browser, url: string, locale = 'zh-CN'): Promise<InboxPage> {
    const context = await browser.newContext({ locale, viewport: { width: 1280, height: 800 } });
    const inbox = new InboxPage(await context.newPage());
    await inbox.page.goto(`${url}/inbox`);
    await inbox.page.locator('#email:focus').waitFor();
    await inbox.page.keyboard.type('admin@localhost');
    await inbox.page.keyboard.press('Tab');
    await inbox.page.keyboard.type(ADMIN_PASSWORD);
    await inbox.page.keyboard.press('Enter');
    await inbox.page.locator('#waiting-title').waitFor();
    return inbox;
  }

  /** Opens the first conversation that waits, as soon as one does. */
  async openFirst(): Promise<void> {
    await this.page.locator('a.row').first().click();
    await this.page.locator('.log').waitFor();
  }

  async take(): Promise<void> {
    await this.page.locator('#take').click();
    await this.page.locator('#reply-text').waitFor();
  }

  async reply(text: string): Promise<void> {
    await this.page.locator('#reply-text').fill(text);
    await this.page.locator('#reply-text').press('Control+Enter');
  }

  async handBack(): Promise<void> {
    await this.page.locator('#hand-back').click();
  }

  /** Waits until the transcript shows an entry with this text. */
  async sees(text: string | RegExp): Promise<void> {
    await this.page.locator('.entry').filter({ hasText: text }).last().waitFor();
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
