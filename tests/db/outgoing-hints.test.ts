import { setImmediate as moment } from 'node:timers/promises';
import { beforeEach, describe, expect, inject, test } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import { type Hints, OutgoingHints, payloadsOf, REST_MS } from '../../db/outgoing-hints.ts';
import { Signals } from '../../services/signals.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { freshDatabase } from '../../tools/lab/postgres.ts';
import { HandTimer } from '../kit/hand-timer.ts';

describe('hints to the other replicas', () => {
  let timer: HandTimer;
  let sent: Hints[];
  let hints: OutgoingHints;
  beforeEach(() => {
    timer = new HandTimer();
    sent = [];
    hints = new OutgoingHints((some) => sent.push(some), timer.start);
  });
  const add = (conversationId: string, headSeq: number) => hints.add({ conversationId, headSeq });
  const restIsOver = () => timer.goOff(REST_MS);

  test('the first goes out at once, with those of the same moment', async () => {
    add('a', 1);
    add('b', 4);
    await moment();
    expect(sent).toEqual([
      [
        ['a', 1],
        ['b', 4],
      ],
    ]);
  });

  test('what comes while they rest goes out together after it, each conversation once, as far as it came', async () => {
    add('a', 1);
    await moment();
    for (const [id, seq] of [
      ['b', 2],
      ['a', 3],
      ['b', 5],
      ['b', 4],
    ] as const)
      add(id, seq);
    await moment();
    expect(sent).toHaveLength(1);
    restIsOver();
    expect(sent.slice(1)).toEqual([
      [
        ['b', 5],
        ['a', 3],
      ],
    ]);
  });

  test('under load there is one sending a rest, however many come', async () => {
    for (let rest = 0; rest < 20; rest++) {
      for (let n = 0; n < 100; n++) {
        add(`c ${n}`, rest * 100 + n);
        if (n % 10 === 0) await moment();
      }
      restIsOver();
    }
    expect(sent).toHaveLength(21); // the first at once
    expect(sent.flat().at(-1)).toEqual(['c 99', 1_999]);
  });

  test('after a quiet while the next goes out at once again', async () => {
    add('a', 1);
    await moment();
    restIsOver();
    expect(timer.waits).toEqual([]);
    add('a', 2);
    await moment();
    expect(sent).toEqual([[['a', 1]], [['a', 2]]]);
  });

  test('what is left goes out with the stop, and nothing after it', async () => {
    add('a', 1);
    await moment();
    add('b', 1);
    hints.stop();
    expect(sent).toEqual([[['a', 1]], [['b', 1]]]);
    add('c', 1);
    await moment();
    restIsOver();
    expect(sent).toHaveLength(2);
    expect(timer.waits).toEqual([]);
  });

  test('a stop before the first went out sends it once', async () => {
    add('a', 1);
    hints.stop();
    await moment();
    expect(sent).toEqual([[['a', 1]]]);
  });
});

test.each([
  ['short ids', 'a', 2_000],
  ['long ids', '长'.repeat(500), 30],
  ['one hint', 'a', 1],
])('payloads of %s are shorter than NOTIFY takes, and hold every hint', (_, name, count) => {
  const hints = Array.from({ length: count }, (_, n) => [`${name}${n}"`, n] as const);
  const payloads = payloadsOf('me', hints);
  for (const payload of payloads) expect(Buffer.byteLength(payload)).toBeLessThan(8_000);
  const read = payloads.map((payload) => JSON.parse(payload));
  expect(read.map(({ from }) => from)).toEqual(payloads.map(() => 'me'));
  expect(read.flatMap(({ grown }) => grown)).toEqual(hints);
});

describe.skipIf(!inject('postgres'))('two replicas', () => {
  test('hear of everything that the other committed, also of more than one payload holds, and of what was left at its stop', async () => {
    const url = await freshDatabase(inject('postgres') ?? '');
    const logger = createLogger('silent');
    const [mine, others] = [new Signals(), new Signals()];
    const heard = new Map<string, number>();
    others.overhear(({ conversationId, headSeq }) => heard.set(conversationId, headSeq));
    const replicas = [await openDatabase({ url }, { signals: mine, logger })];
    replicas.push(await openDatabase({ url }, { signals: others, logger }));
    try {
      // Whether the other listens yet is known by hearing something.
      await expect
        .poll(() => {
          mine.publish({ conversationId: 'is anybody there', headSeq: 1 });
          return heard.size;
        })
        .toBe(1);
      for (let n = 0; n < 300; n++) mine.publish({ conversationId: `${'会话'.repeat(20)} ${n}`, headSeq: n });
      await expect.poll(() => heard.size).toBe(301);
      mine.publish({ conversationId: 'the last', headSeq: 7 });
      await replicas.shift()?.close();
      await expect.poll(() => heard.get('the last')).toBe(7);
    } finally {
      for (const replica of replicas) await replica.close();
    }
  });
});
