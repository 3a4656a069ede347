import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { InTurn } from '../../http/in-turn.ts';
import { sendFile } from '../../http/send-file.ts';
import type { Response } from '../../http/server.ts';
import { until } from '../direct-line/kit/until.ts';

const PIECE = 256 * 1024;
const PIECES = 160;
const FILE = { id: 'f', conversationId: 'c', name: 'f.png', contentType: 'image/png', size: PIECES * PIECE };

let server: Server;
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server.close();
});

/** A server of one file, whose pieces are read as the test says. */
async function serving(read: (piece: number) => Promise<Buffer | undefined>, inTurn?: InTurn): Promise<number> {
  server = createServer((_, response) => {
    const store = { read: (_id: string, piece: number) => read(piece) };
    void sendFile(response as unknown as Response, FILE, store, 60, ...(inTurn ? [inTurn] : []));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Asks for the file. Of what comes nothing is read unless the test says so. */
function ask(port: number): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  sockets.push(socket);
  return socket.pause();
}

test('of all files that are sent a few pieces are read at once, and each gets its turn', async () => {
  let [reading, most] = [0, 0];
  const port = await serving(async (piece) => {
    most = Math.max(most, ++reading);
    await new Promise((resolve) => setImmediate(resolve));
    reading--;
    return piece < 4 ? Buffer.alloc(PIECE) : undefined;
  }, new InTurn(2));
  const whole = Array.from({ length: 30 }, () => {
    const socket = ask(port).resume();
    let bytes = 0;
    socket.on('data', (chunk) => {
      bytes += chunk.length;
    });
    return new Promise<number>((resolve) => socket.on('close', () => resolve(bytes)));
  });
  for (const bytes of await Promise.all(whole)) expect(bytes).toBeGreaterThan(4 * PIECE);
  expect(most).toBe(2);
});

test('who doesn’t read keeps no turn, and is read no further than one piece beyond what the network holds', async () => {
  const read: number[] = [];
  const inTurn = new InTurn(1);
  const port = await serving(async (piece) => {
    read.push(piece);
    return piece < PIECES ? Buffer.alloc(PIECE) : undefined;
  }, inTurn);
  ask(port);
  let [before, still] = [-1, 0];
  await until('the reading to stop', async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    still = read.length === before ? still + 1 : 0;
    before = read.length;
    return still > 10;
  });
  expect(read.length).toBeLessThan(PIECES);
  expect(await inTurn.run(async () => 'a turn')).toBe('a turn');
});

test('a piece that can’t be read gives its turn back', async () => {
  const inTurn = new InTurn(1);
  await expect(inTurn.run(() => Promise.reject(new Error('unreadable')))).rejects.toThrow('unreadable');
  expect(await inTurn.run(async () => 'a turn')).toBe('a turn');
});
