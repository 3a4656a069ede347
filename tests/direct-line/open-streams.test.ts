import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as moment } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { FileLinks } from '../../channels/direct-line/links.ts';
import { Streams } from '../../channels/direct-line/streams.ts';
import { Tokens } from '../../channels/direct-line/tokens.ts';
import { meetUpgrades } from '../../http/upgrades.ts';
import type { ConversationLog } from '../../services/conversation-log/log.ts';
import { Signals } from '../../services/signals.ts';
import { systemClock } from '../../services/time/clock.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { until } from './kit/until.ts';
import { Stream } from './kit/wire.ts';

test('an open stream keeps nothing of the request that it was opened by', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const tokens = new Tokens('a secret of this test, long enough', systemClock);
  const signals = new Signals();
  const streams = new Streams({
    tokens,
    links: new FileLinks('a secret of this test', systemClock),
    log: { read: async () => [] } as unknown as ConversationLog,
    quotas: { stream: () => () => {} },
    trustedProxies: 0,
    signals,
    logger: createLogger('silent'),
  });
  const requests: WeakRef<IncomingMessage>[] = [];
  const server = createServer().listen(0, '127.0.0.1');
  meetUpgrades(server, (request, socket, head) => {
    requests.push(new WeakRef(request));
    return streams.upgrade(request, socket, head);
  });
  await until('the server', () => server.listening);
  const { port } = server.address() as AddressInfo;
  try {
    const opened: Stream[] = [];
    for (let n = 0; n < 20; n++) {
      const token = await tokens.issueForStream({ conversationId: `c${n}`, userId: 'u' });
      opened.push(await Stream.open(`ws://127.0.0.1:${port}/v3/directline/conversations/c${n}/stream?t=${token}`));
    }
    // A weak reference holds what it refers to until the job that made it is over.
    await moment();
    collect();
    expect([...signals.watched()]).toHaveLength(20);
    expect(opened.filter(({ closed }) => closed !== undefined)).toEqual([]);
    // The last one may still stand in a register.
    expect(requests.filter((request) => request.deref() !== undefined).length).toBeLessThan(3);
  } finally {
    streams.close();
    server.close();
  }
});
