import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Lane, LaneFull } from '../../inbox/sign-in/lane.ts';
import { MOST_WAITING, SignInLanes, WITHIN_MS } from '../../inbox/sign-in/lanes.ts';
import { HandTimer } from '../kit/hand-timer.ts';
import { Browser, Office, PASSWORD } from './office.ts';

/** Works that end when the test lets them. */
class Works {
  running = 0;
  most = 0;
  readonly order: string[] = [];
  readonly #ends: (() => void)[] = [];

  /** What a lane is given to do under a name. */
  of = (name: string) => async (): Promise<void> => {
    this.running += 1;
    this.most = Math.max(this.most, this.running);
    this.order.push(name);
    await new Promise<void>((resolve) => this.#ends.push(resolve));
    this.running -= 1;
  };

  async endAll(until: () => boolean): Promise<void> {
    while (!until()) {
      this.#ends.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

const outcomeOf = (run: Promise<void>): Promise<string> =>
  run.then(
    () => 'done',
    (error: unknown) => (error instanceof LaneFull ? 'full' : String(error)),
  );

describe('a lane', () => {
  const SOME = { most: 3, withinMs: 1_000 };

  test('does one at a time, lets few wait, and turns the others away at once', async () => {
    const lane = new Lane(SOME);
    const works = new Works();
    const outcomes = Array.from({ length: 100 }, (_, n) => outcomeOf(lane.run(`${n}`, works.of(`${n}`))));
    expect(lane.waiting).toBe(3);
    await works.endAll(() => works.order.length === 4 && works.running === 0);
    const ended = await Promise.all(outcomes);
    expect(works.order).toEqual(['0', '1', '2', '3']);
    expect(ended.filter((one) => one === 'full')).toHaveLength(96);
    expect(works.most).toBe(1);
  });

  test('has one place in its queue for each', async () => {
    const lane = new Lane(SOME);
    const works = new Works();
    const one = Array.from({ length: 20 }, () => outcomeOf(lane.run('one', works.of('one'))));
    const other = outcomeOf(lane.run('other', works.of('other')));
    await works.endAll(() => works.order.length === 3 && works.running === 0);
    expect(works.order).toEqual(['one', 'one', 'other']);
    expect(await other).toBe('done');
    expect((await Promise.all(one)).filter((outcome) => outcome === 'done')).toHaveLength(2);
  });

  test('lets nobody wait for longer than it says, and gives their place away', async () => {
    const timer = new HandTimer();
    const lane = new Lane({ ...SOME, timer: timer.start });
    const works = new Works();
    const first = outcomeOf(lane.run('first', works.of('first')));
    const late = outcomeOf(lane.run('late', works.of('late')));
    timer.goOff(SOME.withinMs);
    expect(await late).toBe('full');
    const next = outcomeOf(lane.run('next', works.of('next')));
    await works.endAll(() => works.order.length === 2 && works.running === 0);
    expect([await first, await next, works.order]).toEqual(['done', 'done', ['first', 'next']]);
    expect(timer.waits).toEqual([]);
  });

  test('goes on after a work that throws', async () => {
    const lane = new Lane(SOME);
    const failed = lane.run('a', () => Promise.reject(new Error('lost')));
    const next = lane.run('b', async () => 'next');
    await expect(failed).rejects.toThrow('lost');
    expect(await next).toBe('next');
    expect(await lane.run('c', async () => 'later')).toBe('later');
  });
});

describe('the lanes of the door', () => {
  const stranger = (n: number) => ({ address: `203.0.113.${n}`, device: undefined });

  test('a known browser, and a known network, wait for no stranger', async () => {
    const lanes = new SignInLanes();
    const works = new Works();
    lanes.remember({ address: '192.0.2.1' });
    for (let n = 0; n < 120; n += 1) void outcomeOf(lanes.run(stranger(n), works.of('stranger')));
    void outcomeOf(lanes.run({ address: '203.0.113.200', device: 'a browser' }, works.of('known browser')));
    void outcomeOf(lanes.run({ address: '192.0.2.1', device: undefined }, works.of('known network')));
    expect(works.order).toEqual(['stranger', 'known browser']);
    await works.endAll(() => works.order.includes('known network'));
    await works.endAll(() => works.running === 0 && works.order.length === 1 + MOST_WAITING.others + 2);
    expect(works.most).toBe(2);
  });

  test('browsers of one office have a place each, strangers of one network one place', async () => {
    const lanes = new SignInLanes();
    const works = new Works();
    const office = Array.from({ length: 10 }, (_, n) =>
      outcomeOf(lanes.run({ address: '192.0.2.1', device: `browser ${n}` }, works.of('known'))),
    );
    const household = ['2001:db8::1', '2001:db8::2', '2001:db8:0:0:ffff::3'].map((address) =>
      outcomeOf(lanes.run({ address, device: undefined }, works.of('household'))),
    );
    await works.endAll(() => works.running === 0 && works.order.length === 12);
    expect(await Promise.all(office)).toEqual(office.map(() => 'done'));
    expect(await Promise.all(household)).toEqual(['done', 'done', 'full']);
  });
});

describe('a hundred sign-ins at once', () => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open();
    await office.hire('lin@example.com', '林悦');
  });
  afterAll(() => office.close());

  const enter = (browser: Browser, password: string) =>
    browser.post('/inbox/api/session', { email: 'lin@example.com', password });

  test('are bounded, told when to come back, and a customer doesn’t wait for them', async () => {
    const open = async (id: string) => {
      const began = performance.now();
      await office.customer(id, '你好');
      return performance.now() - began;
    };
    await open('warm-up');
    const alone: number[] = [];
    for (let n = 0; n < 10; n += 1) alone.push(await open(`alone-${n}`));
    const signIns = Array.from({ length: 100 }, (_, n) => {
      const browser = new Browser(office.url);
      browser.headers = { 'x-forwarded-for': `203.0.113.${n}` };
      return enter(browser, n === 0 ? PASSWORD : 'not it');
    });
    const beside: number[] = [];
    for (let n = 0; n < 10; n += 1) beside.push(await open(`beside-${n}`));
    const answers = await Promise.all(signIns);
    const busy = answers.filter(({ status }) => status === 503);
    expect(busy.length).toBeGreaterThanOrEqual(100 - 3 * (MOST_WAITING.others + 1));
    expect(new Set(answers.map(({ status }) => status)).has(500)).toBe(false);
    for (const { headers, json } of busy) {
      expect(headers.get('retry-after')).toBe('5');
      expect(json.error.message).toContain('5 秒');
    }
    const median = (values: number[]) => Math.round(values.toSorted((a, b) => a - b)[5] ?? 0);
    console.log(
      JSON.stringify({
        figure: 'a new conversation, alone and beside 100 sign-ins',
        unit: 'ms',
        alone: median(alone),
        beside: median(beside),
        worst: Math.round(Math.max(...beside)),
      }),
    );
  });

  test('let an agent in whose browser is known, and tell one whose isn’t in good time', async () => {
    const known = new Browser(office.url);
    const cookies = (await enter(known, PASSWORD)).headers.getSetCookie();
    const device = cookies.find((cookie) => cookie.startsWith('policydesk_device='))?.split(';')[0] ?? '';
    known.headers = { 'x-forwarded-for': '198.51.100.1', cookie: device };
    const unknown = new Browser(office.url);
    unknown.headers = { 'x-forwarded-for': '198.51.100.2' };
    const timed = async (browser: Browser) => {
      const began = performance.now();
      const { status } = await enter(browser, PASSWORD);
      return { status, ms: Math.round(performance.now() - began) };
    };
    const alone = await timed(known);
    const strangers = Array.from({ length: 120 }, (_, n) => {
      const browser = new Browser(office.url);
      browser.headers = { 'x-forwarded-for': `203.0.113.${n}` };
      return enter(browser, 'not it');
    });
    const [first, second] = await Promise.all([timed(known), timed(unknown)]);
    const answers = await Promise.all(strangers);
    console.log(
      JSON.stringify({ figure: 'a sign-in beside 120 strangers’', unit: 'ms', alone, known: first, unknown: second }),
    );
    expect(first.status).toBe(200);
    expect([200, 503]).toContain(second.status);
    expect(second.ms).toBeLessThan(2 * WITHIN_MS.others);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401, 503]));
  });
});
