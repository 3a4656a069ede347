import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { RunningDesk } from '../../app.ts';
import { FileLinks } from '../../channels/direct-line/links.ts';
import { Streams } from '../../channels/direct-line/streams.ts';
import { Tokens } from '../../channels/direct-line/tokens.ts';
import type { LogEntry } from '../../services/conversation-log/entry.ts';
import type { ConversationLog } from '../../services/conversation-log/log.ts';
import { Signals } from '../../services/signals.ts';
import { systemClock } from '../../services/time/clock.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { countWire } from '../../tools/bench/turn/wire-counter.ts';
import { freshDatabase } from '../../tools/lab/postgres.ts';
import { startTestDesk, WEDNESDAY } from '../kit/desk.ts';
import { until } from './kit/until.ts';
import { ask, history, post, Stream, type Visit, visit } from './kit/wire.ts';

/* Long: one desk has them all. */

describe('a stream', () => {
  let desk: RunningDesk;
  let mine: Visit;
  beforeAll(async () => {
    desk = await startTestDesk();
  });
  afterAll(() => desk.stop());

  /** The address of a stream that goes on after a watermark. */
  const addressAfter = async (watermark: string): Promise<string> => {
    const path = `/v3/directline/conversations/${mine.conversationId}?watermark=${watermark}`;
    return String((await ask(desk, 'GET', path, { token: mine.token })).json.streamUrl);
  };

  test('brings the history first, page after page, and then what is said', async () => {
    mine = await visit(desk);
    await post(desk, mine, '转人工');
    await Promise.all(Array.from({ length: 210 }, (_, n) => post(desk, mine, `第 ${n} 句`)));
    const stream = await Stream.open(mine.streamUrl);
    await stream.heardId(await post(desk, mine, '在吗'));
    const pages = await wholeHistory();
    expect(pages.length).toBeGreaterThan(200);
    expect(stream.activities).toEqual(pages);
    expect(new Set(stream.frames), 'a set for each: the client mixes sets of several').toEqual(new Set([1]));
    stream.close();
  });

  async function wholeHistory() {
    const all = [];
    let watermark = '';
    for (;;) {
      const page = await history(desk, mine, watermark);
      if (page.activities.length === 0) return all;
      all.push(...page.activities);
      watermark = page.watermark;
    }
  }

  test('goes on from any watermark, also when it is cut while the customer types on', async () => {
    mine = await visit(desk);
    await post(desk, mine, '转人工');
    const whole: string[] = [];
    let watermark = '';
    for (let round = 0; round < 10; round++) {
      const stream = await Stream.open(await addressAfter(watermark));
      const posted = [post(desk, mine, `一 ${round}`), post(desk, mine, `二 ${round}`)];
      if (round % 2 === 0) await stream.heardId((await posted[0]) ?? '');
      stream.close();
      whole.push(...stream.activities.map(({ id }) => id));
      watermark = stream.watermark || watermark; // some were cut before anything came
      await Promise.all(posted);
    }
    whole.push(...(await history(desk, mine, watermark)).activities.map(({ id }) => id));
    expect(whole).toEqual((await history(desk, mine)).activities.map(({ id }) => id));
  });

  test('takes the empty frames by which a client shows that it is there', async () => {
    mine = await visit(desk);
    const stream = await Stream.open(mine.streamUrl);
    for (const frame of ['', '', '{}', 'anything']) stream.socket.send(frame);
    await stream.heardId(await post(desk, mine, '转人工'));
    expect(stream.closed).toBeUndefined();
    stream.close();
  });

  test('brings entries of 60 KB to who takes them late, in order, and goes on', async () => {
    mine = await visit(desk);
    await post(desk, mine, '转人工');
    const stream = await Stream.open(mine.streamUrl);
    stream.socket.pause();
    const said: string[] = [];
    for (let n = 0; n < 10; n++) said.push(await post(desk, mine, `${n}${'险'.repeat(19_999)}`));
    stream.socket.resume();
    await stream.heardId(said.at(-1) ?? '');
    const heard = stream.activities.filter(({ id }) => said.includes(id));
    expect(heard.map(({ id }) => id)).toEqual(said);
    for (const { text } of heard) expect(text).toHaveLength(20_000);
    await stream.heardId(await post(desk, mine, '在吗'));
    expect(stream.closed).toBeUndefined();
    stream.close();
  });

  test('shows that somebody types, which moves no watermark', async () => {
    mine = await visit(desk);
    const stream = await Stream.open(mine.streamUrl);
    await stream.heardId(await post(desk, mine, '转人工'));
    const { watermark } = await history(desk, mine);
    await stream.heardId(await post(desk, mine, { type: 'typing' }));
    expect(stream.activities.at(-1)).toMatchObject({ type: 'typing', from: { role: 'user' } });
    expect((await history(desk, mine)).watermark).toBe(watermark);
    stream.close();
  });

  test('all streams of a conversation hear the same', async () => {
    mine = await visit(desk);
    const streams = await Promise.all([1, 2, 3].map(() => Stream.open(mine.streamUrl)));
    const id = await post(desk, mine, '转人工');
    for (const stream of streams) {
      await stream.heard('the answer', ({ replyToId }) => replyToId === id);
      expect(stream.activities).toHaveLength(3);
      stream.close();
    }
  });
});

describe('streams of one address', () => {
  let desk: RunningDesk;
  beforeAll(async () => {
    desk = await startTestDesk({
      TRUSTED_PROXIES: '1',
      ADDRESS_STREAMS: '3',
      DIRECT_LINE_SECRET: 'a secret that nobody can guess',
    });
  });
  afterAll(() => desk.stop());

  /** What became of an upgrade from an address: `open`, or the answer before it. */
  const openFrom = (address: string, streamUrl: string) =>
    new Promise<{ outcome: string; again?: string | undefined; close: () => void }>((resolve) => {
      const socket = new WebSocket(streamUrl, { headers: { 'x-forwarded-for': address } });
      const close = () => socket.terminate();
      socket.on('open', () => resolve({ outcome: 'open', close }));
      socket.on('error', () => undefined);
      socket.on('unexpected-response', async (_, response) => {
        const [body] = await response.toArray();
        const { code } = JSON.parse(String(body)).error;
        resolve({ outcome: `${response.statusCode} ${code}`, again: response.headers['retry-after'], close });
        response.destroy();
      });
    });

  test('are bounded, which is told before the upgrade; elsewhere, and once one is closed, there is room', async () => {
    const visits = await Promise.all(Array.from({ length: 6 }, () => visit(desk)));
    const opened = await Promise.all(visits.map(({ streamUrl }, n) => openFrom(`2001:db8:1:2::${n}`, streamUrl)));
    const refused = opened.filter(({ outcome }) => outcome !== 'open');
    expect(refused.map(({ outcome, again }) => [outcome, again])).toEqual(Array(3).fill(['429 TooManyStreams', '60']));
    expect((await openFrom('2001:db8:1:3::1', mine(visits))).outcome).toBe('open');
    expect((await openFrom('2001:db8:1:2::1', mine(visits))).outcome).toBe('429 TooManyStreams');
    opened.find(({ outcome }) => outcome === 'open')?.close();
    await until('room for one more', async () => (await openFrom('2001:db8:1:2::1', mine(visits))).outcome === 'open');
  });

  const mine = (visits: Visit[]): string => visits[0]?.streamUrl ?? '';

  test('that a site’s back end relays are counted by conversation alone', async () => {
    const token = 'a secret that nobody can guess';
    for (let n = 0; n < 6; n++) {
      const started = await ask(desk, 'POST', '/v3/directline/conversations', { token, body: {} });
      expect((await openFrom('203.0.113.9', String(started.json.streamUrl))).outcome).toBe('open');
    }
  });
});

describe.skipIf(inject('postgres') === undefined)('two replicas on one database', () => {
  let one: RunningDesk;
  let other: RunningDesk;
  beforeAll(async () => {
    const DATABASE_URL = await freshDatabase(inject('postgres') ?? '');
    [one, other] = await Promise.all([startTestDesk({ DATABASE_URL }), startTestDesk({ DATABASE_URL })]);
  });
  afterAll(() => other.stop());

  test('what is posted at one is heard at the other at once; when one stops, its streams go on at the other', async () => {
    const mine = await visit(one);
    const stream = await Stream.open(mine.streamUrl);
    await post(other, mine, '转人工');
    // One after the other: were they found by looking from time to time, this would take half a minute.
    const rounds = async () => {
      for (let n = 0; n < 30; n++) await stream.heardId(await post(other, mine, `在吗 ${n}`));
      return true;
    };
    expect(await Promise.race([rounds(), until('all rounds', () => false, 15_000)])).toBe(true);
    const { activities: said } = await history(other, mine);
    await until('the last answer', () => stream.activities.length === said.length);
    expect(stream.activities).toEqual(said);

    await one.stop();
    expect(await until('the close', () => stream.closed)).toBe(1001); // going away
    const last = await post(other, mine, '还在吗');
    const path = `/v3/directline/conversations/${mine.conversationId}?watermark=${stream.watermark}`;
    const next = await Stream.open(String((await ask(other, 'GET', path, { token: mine.token })).json.streamUrl));
    await next.heardId(last);
    expect(next.activities.filter(({ from }) => from.role === 'user')).toHaveLength(1);
    next.close();
  });
});

describe.skipIf(inject('postgres') === undefined)('two replicas, of which one hears no hints', () => {
  test('its streams bring what is posted at the other', async () => {
    const url = await freshDatabase(inject('postgres') ?? '');
    const wire = await countWire(url);
    wire.losesHints = true;
    const deaf = await startTestDesk({ DATABASE_URL: wire.url, CLOCK: WEDNESDAY });
    const other = await startTestDesk({ DATABASE_URL: url, CLOCK: WEDNESDAY });
    try {
      const visits: Visit[] = [];
      for (let n = 0; n < 8; n++) visits.push(await visit(deaf));
      const streams = await Promise.all(visits.map(({ streamUrl }) => Stream.open(streamUrl)));
      const posted = await Promise.all(visits.map((mine) => post(other, mine, '转人工')));
      for (const [at, stream] of streams.entries()) {
        await stream.heardId(posted[at] ?? '');
        await stream.heard('the answer', ({ replyToId }) => replyToId === posted[at]);
      }
      for (const [at, stream] of streams.entries()) {
        expect(stream.activities).toEqual((await history(other, visits[at] as Visit)).activities);
        stream.close();
      }
    } finally {
      await deaf.stop();
      await other.stop();
      await wire.close();
    }
  }, 60_000);
});

describe('a stream that is reading', () => {
  /** A desk with nothing but a log in memory and its streams. */
  async function streamsOn(read: (entries: LogEntry[], commit: () => void) => Promise<LogEntry[]>) {
    const entries: LogEntry[] = [];
    const signals = new Signals();
    const commit = () => {
      const seq = entries.length + 1;
      const activity = { type: 'message', id: `c|${seq}`, from: { id: 'bot' } };
      entries.push({ seq, activity } as unknown as LogEntry);
      signals.publish({ conversationId: 'c', headSeq: seq });
    };
    const log = {
      read: (_: string, after: number) =>
        read(
          entries.filter(({ seq }) => seq > after),
          commit,
        ),
    } as unknown as ConversationLog;
    const tokens = new Tokens('a secret of this test, long enough', systemClock);
    const streams = new Streams({
      tokens,
      links: new FileLinks('a secret of this test', systemClock),
      log,
      quotas: { stream: () => () => {} },
      trustedProxies: 0,
      signals,
      logger: createLogger('silent'),
    });
    const server = createServer().listen(0, '127.0.0.1');
    server.on('upgrade', (request, socket, head) => streams.upgrade(request, socket, head));
    await until('the server', () => server.listening);
    const { port } = server.address() as AddressInfo;
    const token = await tokens.issueForStream({ conversationId: 'c', userId: 'u' });
    return {
      open: () => Stream.open(`ws://127.0.0.1:${port}/v3/directline/conversations/c/stream?t=${token}`),
      close: () => {
        streams.close();
        server.close();
      },
    };
  }

  test('is asked whether it is there once in a heartbeat, and not with all others at once', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const { open, close } = await streamsOn(async (found) => found);
      const streams = await Promise.all(Array.from({ length: 90 }, open));
      const asked = streams.map(() => 0);
      for (const [at, { socket }] of streams.entries()) socket.on('ping', () => (asked[at] = (asked[at] ?? 0) + 1));
      const sum = () => asked.reduce((all, one) => all + one, 0);
      for (let second = 1; second <= 45; second++) {
        vi.advanceTimersByTime(1_000);
        await until(`two more, ${second}`, () => sum() >= 2 * second);
        expect(sum()).toBe(2 * second);
      }
      expect(asked).toEqual(streams.map(() => 1));
      close();
    } finally {
      vi.useRealTimers();
    }
  });

  test('its first page does not miss what is committed meanwhile', async () => {
    let readings = 0;
    const { open, close } = await streamsOn(async (found, commit) => {
      readings += 1;
      if (readings === 1) commit();
      return found;
    });
    const stream = await open();
    await stream.heardId('c|1');
    close();
  });

  // The moment between the end of a reading and its being noted is a few promises long.
  test.each(Array.from({ length: 16 }, (_, n) => n))(
    'its page does not miss what is committed %i promises after',
    async (promises) => {
      let readings = 0;
      const { open, close } = await streamsOn(async (found, commit) => {
        readings += 1;
        if (readings === 1) {
          let later = Promise.resolve();
          for (let n = 0; n < promises; n++) later = later.then(() => undefined);
          later.then(commit);
        }
        return found;
      });
      const stream = await open();
      await stream.heardId('c|1');
      close();
    },
  );
});
