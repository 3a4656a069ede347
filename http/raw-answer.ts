import type { Duplex } from 'node:stream';
import { lingerOnSocket } from './lingering.ts';
import type { Problem } from './problem.ts';

/**
 * Answers with an error on a socket that no response belongs to (an upgrade, a request that could not be parsed), and
 * closes it: a socket that nobody answers would stay open for ever.
 */
export function answerRaw(socket: Duplex, problem: Problem): void {
  const body = JSON.stringify(problem.body());
  const headers = Object.entries({ ...problem.headers, connection: 'close' }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  socket.on('error', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${problem.status} ${problem.code}\r\n${headers.join('\r\n')}\r\ncontent-type: application/json; charset=utf-8\r\nx-content-type-options: nosniff\r\ncache-control: no-store\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  lingerOnSocket(socket);
}
