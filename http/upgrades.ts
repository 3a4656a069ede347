import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { refusal, toOriginForm } from './admission.ts';
import { afterItsAnswers } from './pipelined.ts';
import { Problem } from './problem.ts';
import { answerRaw } from './raw-answer.ts';
import { within } from './unexpected.ts';

/** Takes an upgrade to WebSocket. Returns false where no stream has its address. */
export type TakesUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;

/**
 * Node has let go of the socket: without anybody to hear its error, a client that goes now would end the process. Of this
 * module and not of the listener, whose request and what came with it would be kept for as long as a stream is open.
 */
function destroyed(this: Socket): void {
  this.destroy();
}

/** Headers of one hop that speak of the upgrade. */
const OF_THE_UPGRADE = /^(upgrade|connection|http2-settings)$/i;

/**
 * Meets upgrades. Those to WebSocket are for `take`; every other one is ignored, which a server may always do (RFC 9110,
 * 7.8): curl --http2 and Java's client offer h2c with every first request, and go on in HTTP/1.1.
 *
 * Node hands every upgrade to the listener before the body is read, and only from version 22 can it be asked not to.
 * Such a request is therefore put back before what else has come, without the offer, and the socket is given to the
 * server once more: body, keep-alive and requests that follow at once are then what they always are. All of it waits for
 * the answers to earlier requests.
 */
export function meetUpgrades(server: Server, take: TakesUpgrade): void {
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', destroyed);
    afterItsAnswers(socket, () =>
      within({ isOpen: () => !socket.destroyed, fail: () => socket.destroy() }, () => meet(request, socket, head)),
    );
  });

  const meet = (request: IncomingMessage, socket: Socket, head: Buffer): void => {
    if (!isToWebSocket(request)) return void asPlain(request, socket, head);
    toOriginForm(request);
    const problem = refusal(request);
    if (problem) answerRaw(socket, problem);
    else if (!take(request, socket, head))
      answerRaw(socket, new Problem(404, 'NotFound', 'there is no stream at this address'));
  };

  const asPlain = (request: IncomingMessage, socket: Socket, head: Buffer): void => {
    socket.removeAllListeners('error');
    socket.unshift(Buffer.concat([headOf(request), head]));
    server.emit('connection', socket);
  };

  // No tunnel leads through here, and a socket that nobody answers would stay open.
  server.on('connect', (_request: IncomingMessage, socket: Socket) => {
    socket.on('error', destroyed);
    afterItsAnswers(socket, () =>
      answerRaw(socket, new Problem(405, 'MethodNotAllowed', 'this address does not take this method')),
    );
  });
}

const isToWebSocket = ({ headers, method }: IncomingMessage): boolean =>
  method === 'GET' && (headers.upgrade ?? '').split(',').some((offer) => /^\s*websocket\s*$/i.test(offer));

/** The head of a request as it came, without the offer to upgrade. A wish to close the connection stays. */
function headOf({ method, url, httpVersion, rawHeaders, headers }: IncomingMessage): Buffer {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let at = 0; at < rawHeaders.length; at += 2)
    if (!OF_THE_UPGRADE.test(rawHeaders[at] ?? '')) lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
  if (/\bclose\b/i.test(headers.connection ?? '')) lines.push('Connection: close');
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}
