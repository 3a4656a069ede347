import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import * as metrics from '../telemetry/metrics.ts';

/**
 * Requests of one connection that are worked on at once: whoever sends more before reading an answer is let go. Node
 * takes up every request of a piece as it arrives, thousands in 64 KB, whatever of the answers is read. No browser and
 * no client of ours sends a second one before the first is answered.
 */
export const MOST_AT_ONCE = 50;

const UNANSWERED = new WeakMap<Duplex, Set<ServerResponse>>();

/**
 * Counts a request until it is answered. False for one too many, and for what was still read of a connection that is
 * gone: nothing is to be done for it.
 */
export function isTakenUp({ socket }: IncomingMessage, response: ServerResponse): boolean {
  if (socket.destroyed) return false;
  const unanswered = UNANSWERED.get(socket) ?? watched(socket);
  if (unanswered.size >= MOST_AT_ONCE) {
    metrics.cutOff.inc({ side: 'pipelined' });
    socket.destroy();
    return false;
  }
  unanswered.add(response);
  response.once('close', () => unanswered.delete(response));
  return true;
}

/**
 * Does something on a connection in its turn: once the requests that came before on it have been answered. Node keeps
 * the order of its own answers, but not before what it hands over without one: an upgrade, a tunnel, what is no HTTP;
 * a client would take our word about that for the answer to its first request. Where the connection ends before,
 * nothing is done.
 */
export function afterItsAnswers(socket: Duplex, work: () => void): void {
  if (!socket.writable) return;
  // A request that hasn't come to its end is the last one, and itself what is to be dealt with.
  const before = [...(UNANSWERED.get(socket) ?? [])].find(({ req }) => req.complete);
  if (before) before.once('close', () => afterItsAnswers(socket, work));
  else work();
}

/**
 * When a connection ends, Node tells only the answer whose turn it was: the others would keep what waits for their end,
 * for ever.
 */
function watched(socket: Socket & { _httpMessage?: ServerResponse | null }): Set<ServerResponse> {
  const unanswered = new Set<ServerResponse>();
  UNANSWERED.set(socket, unanswered);
  socket.once('close', () => {
    for (const response of unanswered)
      if (response !== socket._httpMessage) {
        response.destroy();
        response.emit('close');
      }
  });
  return unanswered;
}
