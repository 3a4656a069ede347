import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Lane, LaneFull } from '../../inbox/lane.ts';
import { Browser, Office, PASSWORD } from './office.ts';

/** Works that end when the test lets them. */
class Works {
  running = 0;
  most = 0;
  readonly order: string[] = [];
  readonly #ends: (() => void)[] = [];

  start = (lane: Lane, name: string, { address = name, known = false } = {}): Promise<string> =>
    lane
      .run({ address, known }, async () => {
        this.running += 1;
        this.most = Math.max(this.most, this.running);
        this.order.push(name);
        await new Promise<void>((resolve) => this.#ends.push(resolve));
        this.running -= 1;
      })
      .then(
        () => 'done',
        (error: unknown) => (error instanceof LaneFull ? 'full' : String(error)),
      );

  async endAll(until: () => boolean): Promise<void> {
    while (!until()) {
      this.#ends.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

describe('the lane', () => {
  test('does one at a time, lets few wait, and turns the others away at once', async () => {
    const lane = new Lane();
    const works = new Works();
    const outcomes = Array.from({ length: 100 }, (_, n) => works.start(lane, `address ${n}`));
    expect(lane.waiting).toBe(Lane.MOST_WAITING);
    await works.endAll(() => works.order.length === Lane.MOST_WAITING + 1 && works.running === 0);
    const ended = await Promise.all(outcomes);
    expect(ended.filter((one) => one === 'done')).toHaveLength(Lane.MOST_WAITING + 1);
    expect(ended.filter((one) => one === 'full')).toHaveLength(100 - Lane.MOST_WAITING - 1);
    expect(works.most).toBe(1);
  });

  test('who is known goes first, and has a line of their own', async () => {
    const lane = new Lane();
    const works = new Works();
    for (let n = 0; n < 50; n += 1) void works.start(lane, `stranger ${n}`);
    const known = works.start(lane, 'known', { known: true });
    await works.endAll(() => works.order.length === Lane.MOST_WAITING + 2 && works.running === 0);
    expect(works.order.slice(0, 2)).toEqual(['stranger 0', 'known']);
    expect(await known).toBe('done');
  });

  test('one address takes no more than its share', async () => {
    const lane = new Lane();
    const works = new Works();
    const one = Array.from({ length: 20 }, (_, n) => works.start(lane, `one ${n}`, { address: 'one' }));
    const other = works.start(lane, 'other');
    await works.endAll(() => works.order.length === Lane.MOST_OF_ONE_ADDRESS + 2 && works.running === 0);
    expect(await other).toBe('done');
    expect((await Promise.all(one)).filter((outcome) => outcome === 'done')).toHaveLength(Lane.MOST_OF_ONE_ADDRESS + 1);
  });

  test('goes on after a work that throws', async () => {
    const lane = new Lane();
    const failed = lane.run({ address: 'a', known: false }, () => Promise.reject(new Error('lost')));
    const next = lane.run({ address: 'b', known: false }, async () => 'next');
    await expect(failed).rejects.toThrow('lost');
    expect(await next).toBe('next');
    expect(await lane.run({ address: 'c', known: false }, async () => 'later')).toBe('later');
  });
});

describe('a hundred sign-ins at once', () => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open();
    await office.hire('lin@example.com', '林悦');
  });
  afterAll(() => office.close());

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
      return browser.post('/inbox/api/session', { email: 'lin@example.com', password: n === 0 ? PASSWORD : 'not it' });
    });
    const beside: number[] = [];
    for (let n = 0; n < 10; n += 1) beside.push(await open(`beside-${n}`));
    const answers = await Promise.all(signIns);
    const busy = answers.filter(({ status }) => status === 503);
    expect(busy.length).toBeGreaterThanOrEqual(100 - 3 * (Lane.MOST_WAITING + 1));
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
});
