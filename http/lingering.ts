import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** What is still taken from a client that has its answer and hasn't finished sending. */
export interface Linger {
  /** All in all. A body larger than any that we take. */
  bytes: number;
  /** How long in all, and how long without a byte. */
  ms: number;
  quietMs: number;
}

/** Looks within the quiet time. */
const LOOKS = 10;

export const LINGER: Linger = { bytes: 64 * 1024 * 1024, ms: 30_000, quietMs: 5_000 };

/**
 * Lets an answer reach a client that is still sending (RFC 9112, 9.6). To close a socket that holds unread bytes resets
 * the connection, and the client hears EPIPE instead of 413. So what comes after the answer is read and dropped, within
 * bounds: where the connection goes on, until the request ends; where it closes, our side first.
 */
export function lingerOnAnswers(server: Server, limits = LINGER): void {
  const latest = new WeakMap<Socket, IncomingMessage>();
  const closing = new WeakSet<Socket>();

  server.on('connection', (socket: Socket) => {
    if (Object.hasOwn(socket, 'destroySoon')) return; // an upgrade that was ignored comes here twice
    const destroySoon = socket.destroySoon.bind(socket);
    // Node calls this after an answer that is the connection's last.
    socket.destroySoon = () => {
      const request = latest.get(socket);
      if (!request || request.complete || socket.destroyed) return destroySoon();
      if (closing.has(socket)) return;
      closing.add(socket);
      socket.end();
      drop(request, limits, destroySoon, () => socket.destroy());
    };
  });

  const begin = (request: IncomingMessage, response: ServerResponse): void => {
    const { socket } = request;
    latest.set(socket, request);
    response.once('finish', () => {
      if (!request.complete && !closing.has(socket))
        drop(
          request,
          limits,
          () => {},
          () => socket.destroy(),
        );
    });
  };
  server.on('request', begin);
  // Who waits to be told to go on, such as curl with a large body. Without a listener Node tells them by itself.
  if (server.listenerCount('checkContinue') > 0) server.on('checkContinue', begin);
}

/** Reads a request to its end without keeping anything of it. `over` is called where it goes beyond the limits. */
function drop(request: IncomingMessage, limits: Linger, ended: () => void, over: () => void): void {
  request.unpipe();
  request.removeAllListeners('data');
  // An iterator's, which nobody goes on with: a stream that has one doesn't flow.
  if (request.listenerCount('readable') > 0) request.removeAllListeners('readable');
  request.once('end', ended);
  const done = within(request.socket, limits, over);
  request.once('close', done);
  request.once('end', done);
  process.nextTick(() => request.resume()); // Node takes note of the listeners that are gone in the tick between
}

/** The same for a socket that nobody parses any more: it has been answered and ended. */
export function lingerOnSocket(socket: Duplex, limits = LINGER): void {
  const over = () => socket.destroy();
  if (socket instanceof Socket) socket.once('close', within(socket, limits, over));
  socket.once('end', over);
  socket.resume();
}

/**
 * Calls `over` once what comes in on a socket is beyond the limits; returns how to stop looking. It asks the socket:
 * Node doesn't tell of a body that it drops by itself.
 */
function within(socket: Socket, { bytes, ms, quietMs }: Linger, over: () => void): () => void {
  const lookMs = Math.min(ms, quietMs) / LOOKS;
  const from = socket.bytesRead;
  let seen = from;
  let [looks, quiet] = [0, 0];
  const looking = setInterval(() => {
    looks++;
    quiet = socket.bytesRead === seen ? quiet + 1 : 0;
    seen = socket.bytesRead;
    if (seen - from <= bytes && looks * lookMs < ms && quiet < LOOKS) return;
    clearInterval(looking);
    over();
  }, lookMs).unref();
  return () => clearInterval(looking);
}
