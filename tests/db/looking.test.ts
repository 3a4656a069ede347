import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Client } from '../../db/connection/statements.ts';
import { Looking } from '../../db/looking.ts';
import type { OpenDatabase } from '../../db/opened.ts';
import { newConversation } from '../../services/conversations/conversations.ts';
import { ConversationInTurn } from '../../services/conversations/in-turn.ts';
import { unguessable } from '../../services/ids.ts';
import { Signals } from '../../services/signals.ts';
import { DATABASES, openPlace } from '../kit/databases.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const YEAR = 365 * 24 * 60 * MINUTE;

/** How many conversations are looked up at a look, whatever their entries' times say. */
const WALKED = 100;

describe.each(DATABASES.filter(({ available }) => available))(
  'lost hints, on the $kind database',
  ({ kind, fresh }) => {
    let opened: OpenDatabase;
    let client: Client;
    beforeAll(async () => {
      opened = await openPlace(await fresh());
      client = (opened.drizzle as unknown as { _: { session: { client: Client } } })._.session.client;
    });
    afterAll(() => opened.close());

    let signals: Signals;
    let looking: Looking;
    /** What was told since it was last asked: conversation and head. */
    let told: string[];
    /** How long the process runs. */
    let now: number;
    let statements: number;
    let fails: boolean;
    const counted = {
      unsafe: (...statement: Parameters<Client['unsafe']>) => {
        statements += 1;
        if (fails) throw new Error('the database is away');
        return client.unsafe(...statement);
      },
    } as unknown as Client;

    beforeEach(() => {
      now = 0;
      statements = 0;
      fails = false;
      told = [];
      signals = new Signals();
      looking = lookingWith({});
    });
    const lookingWith = ({ shiftMs = 0 }) => new Looking({ client: counted, signals, shiftMs, now: () => now });
    const stops: (() => void)[] = [];
    afterEach(() => {
      for (const stop of stops.splice(0)) stop();
    });

    const listen = (to: string) =>
      stops.push(signals.listen(to, ({ conversationId, headSeq }) => told.push(`${conversationId} ${headSeq}`)));
    const tellings = () => told.splice(0).toSorted();

    /** A second and a half later. */
    const look = async () => {
      now += 1.5 * SECOND;
      await looking.look();
      return tellings();
    };

    async function begin(name = ''): Promise<string> {
      const id = `${name}${unguessable(64)}`;
      const given = { id, channel: 'webchat', transport: 'direct-line', userId: 'u', reference: undefined } as const;
      await opened.database.conversations.create(newConversation({ ...given, locale: 'en' }, new Date()));
      return id;
    }

    /** Appends an entry whose time is so much later than the database's; `before` comes between it and the commit. */
    const say = (id: string, { later = 0, before = async () => {} } = {}) =>
      opened.database.transaction(async ({ conversations }) => {
        const found = await conversations.lock(id);
        if (!found) throw new Error('there is no such conversation');
        const inTurn = new ConversationInTurn(found.conversation, new Date(found.now.getTime() + later));
        inTurn.append({ activity: { type: 'message', text: '你好' }, role: 'customer' });
        await conversations.save(inTurn);
        await before();
      });

    /** Others are watched before it, more than are looked up at a look. */
    async function afterMany(rounds: number): Promise<void> {
      for (let n = 0; n < rounds * WALKED; n++) listen(`nobody ${n}`);
    }

    test('are told of at the next look, once', async () => {
      const id = await begin();
      listen(id);
      await say(id);
      await say(id);
      await afterMany(3);
      expect(await look()).toContain(`${id} 2`);
      for (let round = 0; round < 2; round++) expect((await look()).filter((one) => one !== `${id} 2`)).toEqual([]);
      await say(id);
      expect(await look()).toContain(`${id} 3`);
    });

    test('are not told of where the hint came', async () => {
      const id = await begin();
      listen('*');
      await say(id);
      looking.heard({ conversationId: id, headSeq: 1 });
      expect(await look()).not.toContain(`${id} 1`);
      await say(id);
      expect(await look()).toContain(`${id} 2`);
      expect(await look()).not.toContain(`${id} 2`);
    });

    test('a hint from nowhere doesn’t keep later entries from being told', async () => {
      const id = await begin();
      await afterMany(3);
      listen(id);
      looking.heard({ conversationId: id, headSeq: 1_000_000 });
      await say(id);
      await look();
      await say(id);
      expect(await look()).toEqual([`${id} 2`]);
    });

    // The walk would take so many looks to come round.
    describe('of many that are watched', () => {
      beforeEach(() => afterMany(5));

      test('are all told of that moved, in one statement', async () => {
        const ids = await Promise.all(Array.from({ length: 20 }, () => begin()));
        for (const id of ids) listen(id);
        for (const id of ids.slice(0, 15)) await say(id);
        statements = 0;
        expect(await look()).toEqual(
          ids
            .slice(0, 15)
            .map((id) => `${id} 1`)
            .toSorted(),
        );
        expect(statements).toBe(1);
      });

      test.each([1, 10, 40])('an entry that is committed %i s after its time, and after looks', async (seconds) => {
        const id = await begin();
        listen(id);
        await look();
        await look();
        await say(id, { later: -seconds * SECOND });
        expect(await look()).toEqual([`${id} 1`]);
      });

      test.runIf(kind === 'server')(
        'a transaction that is held open while others are committed and looked at',
        async () => {
          const [late, other] = [await begin(), await begin()];
          listen(late);
          listen(other);
          let release = () => {};
          const held = new Promise<void>((resolve) => {
            release = resolve;
          });
          let written = () => {};
          const isWritten = new Promise<void>((resolve) => {
            written = resolve;
          });
          const committed = say(late, {
            before: () => {
              written();
              return held;
            },
          });
          await isWritten;
          for (let n = 1; n <= 3; n++) {
            await say(other);
            expect(await look()).toEqual([`${other} ${n}`]);
          }
          release();
          await committed;
          expect(await look()).toEqual([`${late} 1`]);
        },
      );

      test('what came while looks failed for minutes', async () => {
        const id = await begin();
        listen(id);
        await look();
        fails = true;
        for (let n = 0; n < 200; n++) await expect(look()).rejects.toThrow('away');
        await say(id, { later: -4 * MINUTE });
        fails = false;
        expect(await look()).toEqual([`${id} 1`]);
      });

      test('what came while nobody had looked for long is read by who begins to listen; looks are for what follows', async () => {
        for (const stop of stops.splice(0)) stop();
        statements = 0;
        for (let n = 0; n < 1_000; n++) await look();
        expect(statements).toBe(0);
        await afterMany(5);
        const [before, after] = [await begin(), await begin()];
        listen(before);
        listen(after);
        await say(before, { later: -10 * MINUTE });
        await say(after);
        expect(await look()).toEqual([`${after} 1`]);
      });

      test('a desk whose CLOCK is shifted looks where its entries are', async () => {
        looking = lookingWith({ shiftMs: -2 * YEAR });
        const [own, others] = [await begin(), await begin()];
        listen(own);
        listen(others);
        await say(own, { later: -2 * YEAR });
        await say(others);
        expect(await look()).toEqual([`${own} 1`]);
      });

      test.each([
        ['a year behind', -YEAR],
        ['a year ahead', YEAR],
      ])('an entry whose time is %s is found by the walk', async (_, later) => {
        const id = await begin();
        listen(id);
        await say(id, { later });
        const looks: string[][] = [];
        for (let n = 0; n < 6; n++) looks.push(await look());
        expect(looks.filter((tellings) => tellings.includes(`${id} 1`))).toHaveLength(1);
      });

      test('all are looked up after listening was interrupted, whatever their times', async () => {
        const id = await begin();
        listen(id);
        await look();
        await say(id, { later: -YEAR });
        looking.missed();
        fails = true;
        await expect(look()).rejects.toThrow('away');
        fails = false;
        expect(await look()).toEqual([`${id} 1`]);
        statements = 0;
        await look();
        expect(statements).toBe(1);
      });
    });

    test('of few that are watched none waits for the walk', async () => {
      const id = await begin();
      listen(id);
      await say(id, { later: -YEAR });
      expect(await look()).toEqual([`${id} 1`]);
    });

    test('who listens to all is told of what nobody watches, and isn’t reminded of what didn’t move', async () => {
      const [watched, other] = [await begin(), await begin()];
      await say(watched, { later: -YEAR });
      listen('*');
      stops.push(signals.listen(watched, () => undefined));
      await say(other);
      const all = await look();
      expect(all).toContain(`${other} 1`);
      expect(all).not.toContain(`${watched} 1`);
    });

    test('nothing is asked on behalf of who only overhears', async () => {
      signals.overhear(() => undefined);
      await look();
      expect(statements).toBe(0);
    });
  },
);
