import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { MOST_PAGES, type OpenPage, OpenPages } from '../../inbox/live/open-pages.ts';
import { EventReader } from './event-reader.ts';
import { type Browser, Office } from './office.ts';

/*
 * How many pages are kept up to date: the newest always, and none of them costs what another has paid for already.
 */

/** Pages by name, and the names of those that gave way. */
class Desks {
  readonly open = new OpenPages();
  readonly gaveWay: string[] = [];

  page(name: string, { agentId = 'lin', token = 'a browser' } = {}): () => void {
    const page: OpenPage = { agentId, token, giveWay: () => this.gaveWay.push(name) };
    return this.open.add(page);
  }

  /** One page each of so many agents. */
  agents(count: number): void {
    for (let n = 0; n < count; n += 1) this.page(`agent ${n}`, { agentId: `agent ${n}`, token: `token ${n}` });
  }
}

const names = (prefix: string, count: number) => Array.from({ length: count }, (_, n) => `${prefix}${n}`);

describe('pages that are kept up to date', () => {
  test('of one browser: the newest', () => {
    const desks = new Desks();
    for (const name of names('', MOST_PAGES.session + 3)) desks.page(name);
    expect(desks.gaveWay).toEqual(['0', '1', '2']);
    expect(desks.open.count).toBe(MOST_PAGES.session);
  });

  test('of one agent in several browsers: the newest', () => {
    const desks = new Desks();
    for (const token of ['one', 'two'])
      for (const name of names(token, MOST_PAGES.session)) desks.page(name, { token });
    expect(desks.gaveWay).toEqual([]);
    desks.page('third browser', { token: 'three' });
    expect(desks.gaveWay).toEqual(['one0']);
  });

  test('one that was closed makes room', () => {
    const desks = new Desks();
    const close = names('', MOST_PAGES.session).map((name) => desks.page(name));
    close[5]?.();
    desks.page('next');
    expect(desks.gaveWay).toEqual([]);
  });

  test('of all: who has most gives way, who has one keeps it', () => {
    const desks = new Desks();
    desks.agents(MOST_PAGES.all - 3);
    for (const name of ['a', 'b', 'c']) desks.page(name);
    expect(desks.open.hasRoomFor('somebody new')).toBe(true);
    desks.page('new', { agentId: 'somebody new', token: 'new' });
    expect(desks.gaveWay).toEqual(['a']);
  });

  test('where everybody has one, somebody new waits, and somebody who has one may open another', () => {
    const desks = new Desks();
    desks.agents(MOST_PAGES.all);
    expect(desks.open.hasRoomFor('somebody new')).toBe(false);
    expect(desks.open.hasRoomFor('agent 7')).toBe(true);
    desks.page('again', { agentId: 'agent 7', token: 'token 7' });
    expect(desks.gaveWay).toEqual(['agent 7']);
  });
});

describe('at the desk', () => {
  let office: Office;
  let lin: Browser;
  beforeAll(async () => {
    office = await Office.open();
    await office.hire('lin@example.com', '林悦');
    await office.hire('wu@example.com', '吴桐');
    lin = await office.signedIn('lin@example.com');
  });
  const readers: EventReader[] = [];
  afterEach(() => {
    vi.restoreAllMocks();
    for (const reader of readers.splice(0)) reader.close();
  });
  afterAll(() => office.close());

  const open = async (browser: Browser, query = '') => {
    const reader = await EventReader.open(browser, query);
    readers.push(reader);
    return reader;
  };

  test('a page that gives way is told why, in its reader’s language and with a way back', async () => {
    const id = 'gave-way';
    await office.customer(id, '转人工');
    const first = await open(lin, `?conversation=${id}&locale=en`);
    for (let n = 0; n < MOST_PAGES.session; n += 1) await open(lin);
    const { data } = await first.nextOf('session');
    expect(data).toContain('no longer updated');
    expect(data).toContain(`href="/inbox/conversations/${id}"`);
    expect(await first.next()).toBeUndefined();
  });

  test('300 of one agent are as many as may be, and a customer doesn’t feel them', async () => {
    const id = 'beside-300';
    await office.customer(id, '转人工');
    const worstOf = async (what: string) => {
      let worst = 0;
      for (let n = 0; n < 15; n += 1) {
        const began = performance.now();
        await office.say(id, `${what} ${n}`);
        worst = Math.max(worst, performance.now() - began);
      }
      return Math.round(worst);
    };
    const alone = await worstOf('alone');
    const reads = vi.spyOn(office.opened.database.staffLog, 'piece');
    for (let n = 0; n < 300; n += 1) await open(lin, `?conversation=${id}`);
    const beside = await worstOf('beside');
    await readers.at(-1)?.nextOf('transcript', 'beside 14');
    expect([...office.signals.watched()]).toEqual([id]);
    console.log(
      JSON.stringify({
        figure: 'a customer’s turn, alone and beside 300 streams of one agent',
        unit: 'ms, the worst of 15',
        ...{ alone, beside, reads: reads.mock.calls.length },
      }),
    );
    const older = readers.slice(0, -MOST_PAGES.session);
    await Promise.all(older.map((reader) => reader.toItsEnd()));
    expect(older).toHaveLength(300 - MOST_PAGES.session);
  });

  test('what a customer says is read once for all pages that show it', async () => {
    const id = 'read-once';
    await office.customer(id, '转人工');
    const wu = await office.signedIn('wu@example.com');
    const shown = await Promise.all(
      [lin, wu].flatMap((browser) =>
        Array.from({ length: MOST_PAGES.session }, () => open(browser, `?conversation=${id}`)),
      ),
    );
    for (const page of shown) await page.nextOf('transcript', '转人工');
    const { staffLog, conversations, cases } = office.opened.database;
    const reads = [vi.spyOn(staffLog, 'piece'), vi.spyOn(conversations, 'find'), vi.spyOn(cases, 'ofConversation')];
    await office.say(id, '一句话');
    for (const page of shown) await page.nextOf('transcript', '一句话');
    // A turn may be hinted at more than once; twenty pages would have read sixty times.
    for (const read of reads) expect(read.mock.calls.length).toBeLessThanOrEqual(6);
    expect(reads[0]?.mock.calls.length).toBeGreaterThan(0);
  });

  test('whether a session goes on is looked for once, and all of its pages are told', async () => {
    const browser = await office.signedIn('lin@example.com');
    const pages = await Promise.all([open(browser), open(browser), open(browser)]);
    await browser.post('/inbox/api/session/end');
    for (const page of pages) expect((await page.nextOf('session')).data).toContain('重新登录');
  });
});
