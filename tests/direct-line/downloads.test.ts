import { request } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { FileLinks } from '../../channels/direct-line/links.ts';
import { Quotas } from '../../channels/direct-line/quotas.ts';
import { type DirectLineParts, directLineRoutes } from '../../channels/direct-line/routes.ts';
import { createServer } from '../../http/server.ts';
import { systemClock } from '../../services/time/clock.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { until } from './kit/until.ts';

const ADDRESS = {
  messagesPerMinute: 1,
  messageBytesPerMinute: 1,
  filesPerHour: 1,
  fileBytesPerHour: 1,
  fileBytesPerDay: 1,
  streams: 1,
};

test('files that are read at once are bounded: of a conversation, of an address, and all together', async () => {
  const quotas = new Quotas({ messagesPerMinute: 1, address: ADDRESS });
  let finish = () => {};
  const going = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const running: Promise<void>[] = [];
  /** How many of so many are let in. */
  const letIn = async (number: number, of: (n: number) => [conversation: string, address: string]) => {
    let count = 0;
    for (let n = 0; n < number; n++) {
      const [conversation, address] = of(n);
      let began = false;
      const read = quotas.reading(conversation, address, () => {
        began = true;
        return going;
      });
      if (began) running.push(read);
      else await expect(read).rejects.toMatchObject({ status: 429, headers: { 'retry-after': '5' } });
      count += Number(began);
    }
    return count;
  };
  expect(await letIn(60, (n) => ['one', `198.18.0.${n}`])).toBe(40);
  expect(await letIn(300, (n) => [`family ${n}`, '203.0.113.7'])).toBe(200);
  expect(await letIn(300, (n) => [`other ${n}`, `198.18.1.${n}`])).toBe(160);
  finish();
  await Promise.all(running);
  expect(await letIn(1, () => ['one', '203.0.113.7'])).toBe(1);
});

/** Larger than what the network takes for a reader who reads nothing. */
const PIECE = Buffer.alloc(24 * 1024 * 1024);

test('over the wire: who opens downloads without reading them is told to come back; others read meanwhile', async () => {
  const { server, routes } = createServer(createLogger('silent'), { trustedProxies: 1 });
  const links = new FileLinks('a secret of this test', systemClock);
  const attachments = {
    get: async (id: string) => ({
      id,
      conversationId: id,
      name: 'a.png',
      contentType: 'image/png',
      size: PIECE.length,
    }),
    read: async (_: string, piece: number) => (piece === 0 ? PIECE : undefined),
  };
  const quotas = new Quotas({ messagesPerMinute: 1, address: ADDRESS });
  const parts = { attachments, links, quotas, trustedProxies: 1, clock: systemClock } as unknown as DirectLineParts;
  directLineRoutes(routes, parts);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.server.closeAllConnections();
    server.close();
  });
  const linkTo = (id: string) => {
    const contentUrl = `http://127.0.0.1:${server.address().port}/v3/directline/attachments/${id}/a.png`;
    const { attachments: signed } = links.signed(id, { type: 'message', attachments: [{ contentUrl }] });
    return (signed as { contentUrl: string }[])[0]?.contentUrl ?? '';
  };
  const open = (n: number) =>
    new Promise<{ status: number | undefined; again: string | undefined; end: () => void }>((resolve, reject) => {
      const headers = { 'x-forwarded-for': `198.18.0.${n}` };
      const asked = request(linkTo('flood'), { agent: false, headers }, (response) => {
        response.pause();
        const again = response.headers['retry-after'];
        resolve({ status: response.statusCode, again, end: () => response.destroy() });
      });
      asked.on('error', reject).end();
    });
  const opened = await Promise.all(Array.from({ length: 50 }, (_, n) => open(n)));
  const refused = opened.filter(({ status }) => status === 429);
  expect(opened.filter(({ status }) => status === 200)).toHaveLength(40);
  expect(refused.map(({ again }) => again)).toEqual(Array(10).fill('5'));
  const read = async (id: string) => {
    const answer = await fetch(linkTo(id), { headers: { 'x-forwarded-for': '203.0.113.7' } });
    return [answer.status, (await answer.arrayBuffer()).byteLength];
  };
  expect(await read('another')).toEqual([200, PIECE.length]);
  for (const { end } of opened) end();
  await until('the readers to be gone', async () => (await read('flood'))[0] === 200);
});
