import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import type { OpenDatabase } from '../../db/opened.ts';
import { signInFailures } from '../../db/schema.ts';
import { Signals } from '../../services/signals.ts';
import { LockOut, type Trying } from '../../services/staff/lock-out.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { DATABASES, locationOf } from '../kit/databases.ts';

for (const { kind, available, fresh } of DATABASES)
  describe.skipIf(!available)(`wrong passwords (${kind} database)`, () => {
    let opened: OpenDatabase;
    let now = new Date('2026-11-18T15:30:00+08:00');
    /** As two replicas have it. */
    let replicas: [LockOut, LockOut];
    let emails = 0;

    beforeAll(async () => {
      const place = await fresh();
      const location = locationOf(place);
      opened = await openDatabase(location, { signals: new Signals(), logger: createLogger('silent') });
      const { signInFailures: store, agents } = opened.database;
      const one = () => new LockOut({ store, key: 'a key', databaseNow: () => agents.now(), writingTime: () => now });
      replicas = [one(), one()];
    }, 120_000);
    afterAll(() => opened.close());

    const account = () => `agent-${++emails}@example.com`;
    const later = (minutes: number) => {
      now = new Date(now.getTime() + minutes * 60_000);
    };
    /** Tries to sign in as the door does, now by one replica and now by the other. */
    let turn = 0;
    async function tries(trying: Trying, right = false): Promise<'locked' | 'wrong' | 'in'> {
      const lockOut = replicas[turn++ % 2] as LockOut;
      if ((await lockOut.lockedFor(trying)) > 0) return 'locked';
      const standing = await lockOut.begin(trying);
      if ('locked' in standing) return 'locked';
      await (right ? lockOut.succeeded(standing) : lockOut.failed(standing));
      return right ? 'in' : 'wrong';
    }
    async function wrong(trying: Trying, times: number): Promise<string[]> {
      const outcomes: string[] = [];
      for (let n = 0; n < times; n += 1) outcomes.push(await tries(trying));
      return outcomes;
    }

    test('of a stranger lock that place for that account, and nowhere else', async () => {
      const email = account();
      expect(await wrong({ email, address: '203.0.113.7' }, 6)).toEqual([...Array(5).fill('wrong'), 'locked']);
      expect(await tries({ email, address: '203.0.113.7' }, true)).toBe('locked');
      expect(await tries({ email, address: '198.51.100.1' }, true)).toBe('in');
      expect(await tries({ email: account(), address: '203.0.113.7' }, true)).toBe('in');
      expect(await tries({ email, address: '203.0.113.7', device: 'known' }, true)).toBe('in');
      later(14);
      expect(await tries({ email, address: '203.0.113.7' }, true)).toBe('locked');
      later(1.1);
      expect(await tries({ email, address: '203.0.113.7' }, true)).toBe('in');
    });

    test('of a household with IPv6 are one household’s', async () => {
      const email = account();
      for (let n = 1; n <= 5; n += 1) await tries({ email, address: `2001:db8:1:2::${n}` });
      expect(await tries({ email, address: '2001:db8:1:2:ffff::9' }, true)).toBe('locked');
      expect(await tries({ email, address: '2001:db8:1:3::1' }, true)).toBe('in');
    });

    test('in a browser where the account was are counted apart', async () => {
      const email = account();
      const known = { email, address: '203.0.113.8', device: 'mine' };
      expect(await wrong(known, 6)).toEqual([...Array(5).fill('wrong'), 'locked']);
      expect(await tries({ email, address: '203.0.113.8' }, true)).toBe('in');
      expect(await tries({ ...known, device: 'another' }, true)).toBe('in');
    });

    test('are forgotten here by the right one', async () => {
      const trying = { email: account(), address: '203.0.113.9' };
      expect(await wrong(trying, 4)).toEqual(Array(4).fill('wrong'));
      expect(await tries(trying, true)).toBe('in');
      expect(await wrong(trying, 5)).toEqual(Array(5).fill('wrong'));
      expect(await tries(trying, true)).toBe('locked');
    });

    test('that come at once are no more than one after the other', async () => {
      const trying = { email: account(), address: '203.0.113.10' };
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => tries(trying)));
      expect(outcomes.filter((one) => one === 'wrong').length).toBeLessThanOrEqual(5);
      expect(await tries(trying, true)).toBe('locked');
    });

    test('of many at once, from many places and by both replicas, never wait for one another in a circle', async () => {
      const email = account();
      const places = Array.from({ length: 8 }, (_, n) => `203.0.113.${100 + n}`);
      const outcomes = await Promise.all([
        ...Array.from({ length: 200 }, (_, n) =>
          tries({ email, address: places[n % places.length] ?? '' }, n % 3 === 0),
        ),
        ...Array.from({ length: 20 }, () => replicas[0].sweep().then(() => 'swept')),
      ]);
      expect(new Set(outcomes)).toEqual(new Set(['in', 'wrong', 'locked', 'swept']));
    }, 120_000);

    test('from many places let each place try less, but never keep anybody out who has the right one', async () => {
      const email = account();
      const attacker = (n: number) => `198.18.${Math.floor(n / 250)}.${n % 250}`;
      let guessed = 0;
      for (let n = 0; n < 100; n += 1)
        guessed += (await wrong({ email, address: attacker(n) }, 5)).filter((one) => one === 'wrong').length;
      expect(guessed).toBeLessThan(100 * 5 * 0.5);
      expect(await tries({ email, address: '203.0.113.11' }, true)).toBe('in');
      expect(await tries({ email, address: '203.0.113.12', device: 'mine' }, true)).toBe('in');
      // One slip of the finger is forgiven, even then and there.
      expect([
        await tries({ email, address: '203.0.113.13' }),
        await tries({ email, address: '203.0.113.13' }, true),
      ]).toEqual(['wrong', 'in']);
    }, 120_000);

    test('of one place for many accounts let the others there in', async () => {
      const address = '203.0.113.14';
      for (let n = 0; n < 70; n += 1) await tries({ email: account(), address });
      expect(await tries({ email: account(), address }, true)).toBe('in');
      // But for no account so many times any more.
      const email = account();
      expect(await wrong({ email, address }, 5)).toEqual(['wrong', 'wrong', 'wrong', 'locked', 'locked']);
    }, 120_000);

    test('are forgotten with a new password', async () => {
      const trying = { email: account(), address: '203.0.113.15' };
      await wrong(trying, 5);
      await replicas[0].forgive(trying.email.toUpperCase());
      expect(await tries(trying, true)).toBe('in');
    });

    test('leave no rows behind when they are old, and no more than so many, and nobody’s address', async () => {
      const { drizzle, database } = opened;
      const rows = await drizzle.select().from(signInFailures);
      expect(rows.length).toBeGreaterThan(0);
      expect(JSON.stringify(rows)).not.toMatch(/example\.com|203\.0\.113|198\.18/);
      await database.signInFailures.sweep({ at: now, most: 10, limit: 1_000 });
      expect(await drizzle.$count(signInFailures)).toBe(10);
      later(24 * 60);
      await replicas[0].sweep();
      expect(await drizzle.$count(signInFailures)).toBe(0);
    });
  });
