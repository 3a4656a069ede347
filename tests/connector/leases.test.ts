import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { TRANSPORT } from '../../channels/connector/sending/lease.ts';
import type { DatabaseLocation } from '../../db/open.ts';
import { openDatabase } from '../../db/open.ts';
import { Signals } from '../../services/signals.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { DATABASES, locationOf } from '../kit/databases.ts';
import { type Channel, type ChannelTalk, eventually, openChannel, PAST_THE_LEASE, standingStillAt } from './channel.ts';
import type { Answer } from './fake-connector.ts';

/*
 * What happens between senders that share their work.
 * Long: the steps between two of them are told once.
 */

describe.each(DATABASES)('on $kind', ({ kind, available, fresh }) => {
  describe.skipIf(!available)('a sender', () => {
    let channel: Channel;
    let location: DatabaseLocation;
    beforeAll(async () => {
      location = locationOf(await fresh());
      channel = await openChannel(location);
    });
    afterEach(() => channel.forget());
    afterAll(() => channel.close());

    const newTalks = (count: number): ChannelTalk[] => Array.from({ length: count }, () => channel.newTalk());
    const hang = (talks: readonly ChannelTalk[], hanging = true): void => {
      for (const talk of talks) channel.connector.alwaysAnswers(talk.id, hanging ? 'hang' : undefined);
    };
    const tries = (talks: readonly ChannelTalk[]): number => talks.flatMap((talk) => talk.tried()).length;
    /** Lets time pass until nothing is due any more. */
    const settle = async (talks: readonly ChannelTalk[], step: number): Promise<void> => {
      for (let steps = 0; steps < 20; steps++) {
        await channel.settled();
        const due = (await channel.deliveriesOf(talks)).filter((row) => row.dueAt);
        if (due.length === 0) return;
        channel.pass(step);
      }
      throw new Error('something is still due');
    };

    test('does not let one conversation hold up the others', async () => {
      channel.startSender();
      const broken = channel.newTalk();
      const fine = channel.newTalk();
      channel.connector.alwaysAnswers(broken.id, 500);
      await broken.says('谢谢');
      await broken.failed(1);
      await fine.says('谢谢', '你好');
      await fine.rested();
      expect(fine.heard()).toEqual(['thanks.welcome', 'greeting.hello']);
      channel.connector.alwaysAnswers(broken.id, undefined);
      channel.pass(1);
      await broken.rested();
      expect(broken.heard()).toEqual(['thanks.welcome']);
    });

    describe('whose connector hangs', () => {
      test('sends to the others meanwhile, and leaves what hangs due when it stops', async () => {
        channel.startSender();
        const hanging = newTalks(20);
        hang(hanging);
        await Promise.all(hanging.map((talk) => talk.says('谢谢')));
        await eventually(() => expect(tries(hanging)).toBe(20));
        const fine = channel.newTalk();
        await fine.says('谢谢');
        await fine.rested();
        expect(fine.heard()).toEqual(['thanks.welcome']);
        await channel.stopSenders();
        hang(hanging, false);
        channel.startSender();
        channel.pass(0);
        await channel.settled();
        expect(hanging.map((talk) => talk.heard())).toEqual(hanging.map(() => ['thanks.welcome']));
        expect(tries(hanging)).toBe(40);
      });

      test.each<[what: string, answer: Answer, times: number]>([
        ['never answers', 'hang', 1],
        ['has accepted and never answers', 'accept-and-hang', 2],
      ])(
        'gives up after ten seconds where it %s, and sends again under the same name',
        async (_what, answer, times) => {
          channel.startSender();
          const talk = channel.newTalk();
          channel.connector.willAnswer(talk.id, answer);
          await talk.says('谢谢', '你好');
          await eventually(() => expect(talk.tried()).toHaveLength(1));
          channel.pass(9);
          expect(await talk.delivery()).toMatchObject({ attempts: 0, leasedBy: expect.any(String) });
          channel.pass(1);
          await talk.failed(1);
          expect(await talk.delivery()).toMatchObject({ error: 'no answer: TimeoutError' });
          channel.pass(1);
          await talk.rested();
          expect(talk.heard()).toEqual([...Array.from({ length: times }, () => 'thanks.welcome'), 'greeting.hello']);
          const [first, , last] = talk.entries();
          expect(talk.entries()).toEqual([first, first, last]);
          expect(last).not.toBe(first);
        },
      );

      test('sends again under the same name where it accepts and cuts the connection', async () => {
        channel.startSender();
        const talk = channel.newTalk();
        channel.connector.willAnswer(talk.id, 'accept-and-cut');
        await talk.says('谢谢');
        await talk.failed(1);
        channel.pass(1);
        await talk.rested();
        expect(talk.heard()).toEqual(['thanks.welcome', 'thanks.welcome']);
        expect(new Set(talk.entries()).size).toBe(1);
      });

      test('tries it with one conversation at a time', async () => {
        channel.startSender();
        const first = channel.newTalk();
        const others = newTalks(10);
        hang([first, ...others]);
        await first.says('谢谢');
        await eventually(() => expect(first.tried()).toHaveLength(1));
        channel.pass(10);
        await channel.settled();
        expect(await first.delivery()).toMatchObject({ attempts: 1 });
        // One of them finds out that it still hangs; the rest are put off without a try.
        await Promise.all(others.map((talk) => talk.says('谢谢')));
        await eventually(async () => {
          const rows = await channel.deliveriesOf(others);
          expect(rows.filter((row) => row.leasedBy)).toHaveLength(1);
          expect(rows.filter((row) => row.dueAt && row.dueAt > channel.desk.clock.now)).toHaveLength(9);
        });
        expect(tries(others)).toBe(1);
        hang([first, ...others], false);
        channel.pass(10);
        await settle([first, ...others], 6);
        expect([first, ...others].map((talk) => talk.heard())).toEqual(
          [first, ...others].map(() => ['thanks.welcome']),
        );
      });

      test('has room again when it has given up more than it sends to at once', async () => {
        const talks = newTalks(10);
        hang(talks);
        await Promise.all(talks.map((talk) => talk.says('谢谢')));
        channel.startSender({ atOnce: 8 });
        channel.pass(0);
        await eventually(() => expect(tries(talks)).toBe(8));
        hang(talks, false);
        channel.pass(10);
        await settle(talks, 6);
        expect(talks.map((talk) => talk.heard())).toEqual(talks.map(() => ['thanks.welcome']));
      });
    });

    test('that has more to do than it does at once goes on until all is done', async () => {
      const talks = newTalks(20);
      await Promise.all(talks.map((talk) => talk.says('谢谢')));
      channel.startSender({ atOnce: 4 });
      channel.pass(0);
      await channel.settled();
      expect(talks.map((talk) => talk.heard())).toEqual(talks.map(() => ['thanks.welcome']));
    });

    describe('that dies', () => {
      test.each([
        ['between commit and send', undefined, 0],
        ['when it leases', 'deliveries.lease', 0],
        ['after it has leased', 'log.read', 0],
        ['before it sends', 'conversations.find', 0],
        ['after the connector has accepted the first', 'deliveries.advance', 1],
        ['when all was sent', 'deliveries.rest', 0],
      ])('%s is followed by another, and everything arrives in order', async (_when, moment, repeats) => {
        const talk = channel.newTalk();
        await talk.says('谢谢', '你好', '转人工');
        if (moment) await channel.startSenderThatDies(moment);
        channel.startSender();
        channel.pass(PAST_THE_LEASE);
        await talk.rested();
        const expected = ['thanks.welcome', 'greeting.hello', 'human.queued'];
        expect(talk.heard()).toEqual([...expected.slice(0, repeats), ...expected]);
        expect(new Set(talk.entries()).size).toBe(3);
      });

      test('keeps what it has leased for as long as the lease lasts, and no longer', async () => {
        const talk = channel.newTalk();
        await talk.says('谢谢');
        await channel.startSenderThatDies('log.read');
        const later = channel.newTalk();
        channel.startSender();
        channel.pass(PAST_THE_LEASE - 2);
        await later.says('谢谢');
        await later.rested();
        expect(talk.tried()).toEqual([]);
        channel.pass(2);
        await talk.rested();
        expect(talk.heard()).toEqual(['thanks.welcome']);
      });
    });

    describe('whose lease runs out', () => {
      test('before it sends leaves everything to the one who took over', async () => {
        const talk = channel.newTalk();
        await talk.says('谢谢', '你好');
        const { database, reached, goOn } = standingStillAt(channel.desk.opened.database, 'log.read');
        const sleeper = channel.startSender({ database });
        channel.pass(0);
        await reached;
        channel.startSender();
        channel.pass(PAST_THE_LEASE);
        await talk.rested();
        goOn();
        await sleeper.settled();
        expect(talk.heard()).toEqual(['thanks.welcome', 'greeting.hello']);
        expect(talk.tried()).toHaveLength(2);
      });

      test('while it sends leaves the rest to the one who took over', async () => {
        const talk = channel.newTalk();
        await talk.says('谢谢', '你好');
        channel.connector.willAnswer(talk.id, 'accept-late');
        // As if its process had been stopped then: it hears of nothing, and not even its own patience ends.
        const signals = new Signals();
        const sleeper = channel.startSender({ signals, timer: () => () => {} });
        signals.publish({ conversationId: talk.deskId, headSeq: 4, transport: TRANSPORT });
        await eventually(() => expect(talk.tried()).toHaveLength(1));
        channel.startSender();
        channel.pass(PAST_THE_LEASE);
        await talk.rested();
        channel.connector.answerLate();
        await sleeper.settled();
        expect(talk.heard()).toEqual(['thanks.welcome', 'thanks.welcome', 'greeting.hello']);
        expect(await talk.delivery()).toMatchObject({ dueAt: null, leasedBy: null, position: 4 });
      });
    });

    test('whose database fails now and then sends everything in the end', async () => {
      const talk = channel.newTalk();
      const { database } = channel.desk.opened;
      const failing = <T extends object>(store: T, ...names: (keyof T)[]): T => {
        const made = { ...store };
        for (const name of names) {
          const work = store[name] as (...args: unknown[]) => Promise<unknown>;
          let calls = 0;
          const flaky = (...args: unknown[]) =>
            ++calls === 1 ? Promise.reject(new Error('the database is away')) : work.apply(store, args);
          Object.assign(made, { [name]: flaky });
        }
        return made;
      };
      channel.startSender({
        database: {
          ...database,
          deliveries: failing(database.deliveries, 'lease', 'advance', 'rest', 'postpone'),
          conversations: failing(database.conversations, 'find'),
          log: failing(database.log, 'read'),
        },
      });
      channel.connector.willAnswer(talk.id, 200, 500);
      await talk.says('谢谢', '你好');
      await settle([talk], 2);
      // The first message's acceptance could not be noted: it came twice, under one name.
      expect(talk.heard()).toEqual(['thanks.welcome', 'thanks.welcome', 'greeting.hello']);
      expect(talk.entries()[0]).toBe(talk.entries()[1]);
    });

    test('that goes on while turns come in misses none of them', async () => {
      channel.startSender();
      const talks = newTalks(4);
      await Promise.all(
        talks.map((talk) => talk.says(...Array.from({ length: 8 }, (_, n) => `谢谢${'！'.repeat(n + 1)}`))),
      );
      await channel.settled();
      for (const talk of talks)
        expect(talk.entries()).toEqual(
          Array.from({ length: 8 }, (_, n) => `${talk.deskId}|${String(2 * n + 2).padStart(7, '0')}`),
        );
    });

    test('that is told of nothing looks by itself', async () => {
      const talk = channel.newTalk();
      await talk.says('谢谢');
      channel.startSender({ signals: new Signals() });
      await talk.rested();
      expect(talk.heard()).toEqual(['thanks.welcome']);
    });

    test('that stops finishes what it is sending, and sends no more', async () => {
      const sender = channel.startSender();
      const talk = channel.newTalk();
      channel.connector.willAnswer(talk.id, 'accept-late');
      await talk.says('谢谢', '你好');
      await eventually(() => expect(talk.tried()).toHaveLength(1));
      const stopped = sender.stop();
      channel.connector.answerLate();
      await stopped;
      await talk.says('谢谢');
      channel.pass(PAST_THE_LEASE);
      await sender.settled();
      expect(await talk.delivery()).toMatchObject({ leasedBy: null, position: 2, dueAt: expect.any(Date) });
      expect(talk.heard()).toEqual(['thanks.welcome']);
      channel.startSender();
      channel.pass(0);
      await talk.rested();
      expect(talk.heard()).toEqual(['thanks.welcome', 'greeting.hello', 'thanks.welcome']);
      expect(talk.tried()).toHaveLength(3);
    });

    test('beside another one on the same database sends everything once, in order', async () => {
      // Another connection where the database has several, as between replicas.
      const { signals, opened } = channel.desk;
      const second =
        kind === 'server' ? await openDatabase(location, { signals, logger: createLogger('silent') }) : opened;
      const talks = newTalks(15);
      channel.startSender();
      channel.startSender({ database: second.database });
      try {
        await Promise.all(talks.map((talk) => talk.says('谢谢', '你好', '谢谢')));
        await Promise.all(talks.map((talk) => talk.rested()));
        expect(talks.map((talk) => talk.heard())).toEqual(
          talks.map(() => ['thanks.welcome', 'greeting.hello', 'thanks.welcome']),
        );
        expect(tries(talks)).toBe(45);
      } finally {
        await channel.stopSenders();
        if (second !== opened) await second.close();
      }
    });

    test('leases no more than it has room for', async () => {
      const { deliveries } = channel.desk.opened.database;
      const { clock } = channel.desk;
      const until = new Date(clock.now.getTime() + 1_000);
      for (let n = 0; n < 20; n++) await deliveries.wake(`another-${n}`, 'another', clock.tell());
      const leased = await Promise.all(
        ['a', 'b', 'c'].map((owner) => deliveries.lease('another', owner, 5, clock.tell(), until)),
      );
      const ids = leased.flat().map(({ conversationId }) => conversationId);
      expect(leased.map((rows) => rows.length)).toEqual([5, 5, 5]);
      expect(new Set(ids).size).toBe(15);
      expect(leased.flat().every(({ transport }) => transport !== TRANSPORT)).toBe(true);
    });

    test('sends what a desk that has ended and its database with it left unsent', async () => {
      const folder = kind === 'embedded' ? mkdtempSync(join(tmpdir(), 'policydesk-connector-')) : undefined;
      const place = folder ? { folder } : locationOf(await fresh());
      const { connector, desk } = channel;
      try {
        const before = await openChannel(place, { connector });
        const talk = before.newTalk();
        before.startSender();
        connector.alwaysAnswers(talk.id, 503);
        await talk.says('谢谢', '你好');
        await talk.failed(1);
        await before.close();
        connector.mend();

        const opened = await openDatabase(place, { signals: desk.signals, logger: createLogger('silent') });
        channel.startSender({ database: opened.database });
        channel.pass(60);
        await channel.settled();
        expect(talk.heard()).toEqual(['thanks.welcome', 'greeting.hello']);
        expect(talk.tried()).toHaveLength(3);
        await channel.stopSenders();
        await opened.close();
      } finally {
        if (folder) rmSync(folder, { recursive: true, force: true });
      }
    });
  });
});
