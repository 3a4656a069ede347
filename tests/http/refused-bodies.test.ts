import { type IncomingMessage, createServer as plainServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerJson } from '../../http/answers.ts';
import { readJson } from '../../http/body.ts';
import { LINGER, lingerOnAnswers } from '../../http/lingering.ts';
import { Problem } from '../../http/problem.ts';
import { createServer, type Server } from '../../http/server.ts';
import { until } from '../direct-line/kit/until.ts';
import { memoryLogger } from './kit/memory-logger.ts';
import { openSocket } from './kit/raw.ts';

/* Who is refused hears why, also a client that sends all of a large body before it reads anything. */
let server: Server;
let at: { url: string };
beforeAll(async () => {
  const made = createServer(memoryLogger([]));
  server = made.server;
  made.routes.post('/read', async (request, response) => answerJson(response, 200, await readJson(request)));
  made.routes.post('/refuse', () => {
    throw new Problem(401, 'Unauthorized', 'send a token');
  });
  made.routes.post('/ignore', (_request, response) => answerJson(response, 200, { ignored: true }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  at = { url: `http://127.0.0.1:${server.address().port}` };
});
afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));

const PIECE = Buffer.alloc(256 * 1024, 'x');

/** Sends all of a body, at the pace of the connection, and only then reads. Tells the status, or what went wrong. */
async function sendAll(path: string, bytes: number, head: string, chunked = false): Promise<string> {
  const socket = await openSocket(at);
  let text = '';
  let broken: string | undefined;
  socket.on('error', (error: NodeJS.ErrnoException) => {
    broken = error.code;
  });
  const length = chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${bytes}`;
  socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${length}\r\n${head}\r\n`);
  for (let sent = 0; sent < bytes && !broken && !socket.destroyed; sent += PIECE.length) {
    const piece = PIECE.subarray(0, Math.min(PIECE.length, bytes - sent));
    if (chunked) socket.write(`${piece.length.toString(16)}\r\n`);
    await new Promise((resolve) => socket.write(piece, resolve));
    if (chunked) socket.write('\r\n');
  }
  if (chunked) socket.write('0\r\n\r\n');
  socket.on('data', (chunk) => {
    text += chunk.toString();
    if (text.includes('}')) socket.destroy();
  });
  await new Promise((resolve) => socket.on('close', resolve).on('end', resolve));
  socket.destroy();
  return broken ?? /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 'nothing';
}

describe('a large body', () => {
  const MB = 1024 * 1024;
  test.each([
    ['too large', '/read', '', '413'],
    ['too large, on a connection that closes', '/read', 'Connection: close\r\n', '413'],
    ['without a token', '/refuse', '', '401'],
    ['without a token, on a connection that closes', '/refuse', 'Connection: close\r\n', '401'],
    ['of an encoding', '/read', 'Connection: close\r\nContent-Encoding: gzip\r\n', '415'],
    ['to no address', '/nowhere', 'Connection: close\r\n', '404'],
    ['that nobody wants', '/ignore', 'Connection: close\r\n', '200'],
    ['for no host', '/read', 'Host: [\r\nConnection: close\r\n', '400'],
  ])('%s', async (_, path, head, status) => {
    for (const bytes of [5 * MB, 20 * MB, 50 * MB]) expect(await sendAll(path, bytes, head)).toBe(status);
    expect(await sendAll(path, 5 * MB, head, true)).toBe(status);
  });

  test('of a hundred clients with 5 to 50 MB, ten at a time, each hears 413', async () => {
    const heard: string[] = [];
    const clients = Array.from({ length: 100 }, (_, n) => n);
    const work = async () => {
      for (let n = clients.pop(); n !== undefined; n = clients.pop())
        heard.push(await sendAll('/read', (5 + (n % 10) * 5) * MB, n % 2 ? 'Connection: close\r\n' : ''));
    };
    await Promise.all(Array.from({ length: 10 }, work));
    expect(heard).toEqual(Array(100).fill('413'));
  });

  test.each([
    ['more than is taken', { ...LINGER, bytes: MB }, 8 * MB],
    ['nothing any more', { ...LINGER, quietMs: 50 }, 0],
    ['for ever', { ...LINGER, ms: 50 }, 0],
  ])('is dropped within bounds: who sends %s is cut off', async (_, limits, bytes) => {
    for (const connection of ['close', 'keep-alive']) {
      const bounded = plainServer((_request, response) => {
        response.writeHead(413, { connection, 'content-length': '2' });
        response.end('{}');
      });
      lingerOnAnswers(bounded, limits);
      await new Promise<void>((resolve) => bounded.listen(0, '127.0.0.1', resolve));
      const { port } = bounded.address() as { port: number };
      const socket = await openSocket({ url: `http://127.0.0.1:${port}` });
      const closed = new Promise((resolve) => socket.on('close', resolve));
      socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n');
      socket.resume();
      if (bytes) socket.write(Buffer.alloc(bytes));
      // Closed by the other side: by an end where it had said so, and then the connection is gone for writing too.
      const poke = setInterval(() => socket.write('x'), 300);
      await closed;
      clearInterval(poke);
      await new Promise((resolve) => bounded.close(resolve));
    }
  });

  test.each<[string, (request: IncomingMessage) => Promise<unknown>]>([
    ['that nobody read', async () => undefined],
    ['that somebody began to read', (request) => request.iterator({ destroyOnReturn: false }).next()],
    ['that was read whole', (request) => request.toArray()],
  ])('%s is behind its connection once it has come: the next request finds it open', async (_, read) => {
    const quietMs = 100;
    const bounded = plainServer(async (request, response) => {
      await read(request);
      response.writeHead(413, { 'content-length': '2' });
      response.end('{}');
    });
    lingerOnAnswers(bounded, { ...LINGER, quietMs });
    await new Promise<void>((resolve) => bounded.listen(0, '127.0.0.1', resolve));
    const { port } = bounded.address() as { port: number };
    for (const pieces of [1, 2]) {
      const socket = await openSocket({ url: `http://127.0.0.1:${port}` });
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk.toString();
      });
      for (let asked = 1; asked <= 3; asked++) {
        socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n');
        for (let piece = 0; piece < pieces; piece++) {
          socket.write(Buffer.alloc(60_000 / pieces));
          await new Promise((resolve) => setImmediate(resolve));
        }
        await until(`answer ${asked}`, () => text.split('413').length > asked);
        await new Promise((resolve) => setTimeout(resolve, 3 * quietMs)); // as quiet as would be too long in the middle of one
      }
      expect(socket.readyState).toBe('open');
      socket.destroy();
    }
    await new Promise((resolve) => bounded.close(resolve));
  });
});
