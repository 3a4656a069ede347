import type { Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerJson } from '../../http/answers.ts';
import { MOST_AT_ONCE } from '../../http/pipelined.ts';
import { createServer, type Server } from '../../http/server.ts';
import { until } from '../direct-line/kit/until.ts';
import { HandTimer } from '../kit/hand-timer.ts';
import { memoryLogger } from './kit/memory-logger.ts';
import { openSocket, rawExchange } from './kit/raw.ts';

/*
 * Requests that follow each other without waiting for an answer: a few are answered in their order; thousands, which
 * fit into a few KB, are worked on by nobody, and nothing of them stays when the connection is gone.
 */
let server: Server;
let at: { url: string };
const timer = new HandTimer();
const holding = new Set<() => void>();
let begun = 0;
let gone = 0;
beforeAll(async () => {
  const made = createServer(memoryLogger([]), { timer: timer.start });
  server = made.server;
  made.routes.get('/said/:word', (request, response) =>
    answerJson(response, 200, { said: (request.params as { word: string }).word }),
  );
  made.routes.get('/held', async (_request, response) => {
    begun += 1;
    response.once('close', () => {
      gone += 1;
    });
    await new Promise<void>((resolve) => holding.add(resolve));
    answerJson(response, 200, {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  at = { url: `http://127.0.0.1:${server.address().port}` };
});
afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));

const get = (path: string, headers = '') => `GET ${path} HTTP/1.1\r\nHost: x\r\n${headers}\r\n`;
const ended = (socket: Socket) => new Promise<void>((resolve) => socket.once('close', () => resolve()));

test('as many as may be are answered in their order', async () => {
  const words = Array.from({ length: MOST_AT_ONCE - 1 }, (_, n) => `n${n}`);
  const { text } = await rawExchange(
    at,
    words.map((word) => get(`/said/${word}`)).join('') + get('/said/last', 'Connection: close\r\n'),
  );
  expect([...text.matchAll(/\{"said":"(\w+)"\}/g)].map(([, word]) => word)).toEqual([...words, 'last']);
});

test('one after the other there is no end to them', async () => {
  const socket = await openSocket(at);
  let text = '';
  socket.on('data', (piece) => {
    text += piece.toString();
  });
  for (let n = 1; n <= 3 * MOST_AT_ONCE; n += 1) {
    socket.write(get(`/said/one${n}`));
    await until(`answer ${n}`, () => text.includes(`"one${n}"`));
  }
  socket.destroy();
});

test('5,000 at once end the connection, and leave nothing behind', async () => {
  const socket = await openSocket(at);
  const over = ended(socket);
  socket.resume();
  socket.write(get('/held').repeat(5_000));
  await over;
  await until('the end of all', () => gone === begun);
  expect(begun).toBeGreaterThan(0);
  expect(begun).toBeLessThanOrEqual(MOST_AT_ONCE);
  for (const goOn of holding) goOn();
  // Nobody is watched any more: whoever kept pace with them has stopped.
  await until('nobody to be left', () => timer.waits.length === 0);
});

test('nor does somebody who goes away in the middle', async () => {
  begun = 0;
  gone = 0;
  const socket = await openSocket(at);
  socket.write(get('/held').repeat(MOST_AT_ONCE));
  await until('all to begin', () => begun === MOST_AT_ONCE);
  socket.destroy();
  await until('the end of all', () => gone === MOST_AT_ONCE);
  await until('nobody to be left', () => timer.waits.length === 0);
  for (const goOn of holding) goOn();
});
