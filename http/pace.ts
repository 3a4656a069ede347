import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { systemTimer, type Timer } from '../services/time/timer.ts';
import * as metrics from '../telemetry/metrics.ts';
import { answerProblem } from './answers.ts';
import { Problem } from './problem.ts';

/**
 * How slow a client may be, as a budget of time: it begins with the grace, is spent while it is the client's turn, and
 * every byte that gets through earns a part of a second, up to the grace again. So a transfer may take as long as it
 * goes on at the least rate; whoever stops is given up after the grace, however fast they were before.
 */
export interface Pace {
  graceMs: number;
  bytesPerSecond: number;
}

export interface Paces {
  /** Of a body that is sent to us. */
  body: Pace;
  /** Of an answer that is taken from us. Streams of events have their own rule: no progress (`delivery.ts`). */
  answer: Pace;
  /** How often it is looked. */
  lookMs: number;
}

export const PACES: Paces = {
  body: { graceMs: 20_000, bytesPerSecond: 1_024 },
  // As long as a stream's: what a reader behind a proxy takes comes in jumps of 100 KB.
  answer: { graceMs: 60_000, bytesPerSecond: 1_024 },
  lookMs: 1_000,
};

/** A request that is being sent or answered. */
interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  socket: Socket;
  sent: Budget;
  taken: Budget;
}

/** Gives up clients that are slower than the least rate: 408 to who sends, an end to who doesn't read. */
export function keepPace(server: Server, { body, answer, lookMs } = PACES, timer: Timer = systemTimer): void {
  const exchanges = new Set<Exchange>();
  let callOff: (() => void) | undefined;

  const look = (): void => {
    for (const exchange of exchanges) {
      const { request, response, socket, sent, taken } = exchange;
      // What waits to be read by us isn't the client's delay. What follows an answer has bounds of its own (lingering).
      const isTheirs = !request.complete && !response.writableEnded && request.readableLength === 0;
      if (sent.isSpent(isTheirs ? lookMs : 0, socket.bytesRead)) giveUpBody(exchange);
      if (isStream(response)) exchanges.delete(exchange);
      else if (taken.isSpent(socket.writableLength > 0 ? lookMs : 0, takenFrom(socket))) {
        metrics.cutOff.inc({ side: 'answer' });
        exchanges.delete(exchange);
        response.destroy();
        socket.destroy();
      }
    }
    callOff = exchanges.size > 0 ? timer(lookMs, look) : undefined;
  };

  const begin = (request: IncomingMessage, response: ServerResponse): void => {
    const { socket } = request;
    const exchange = {
      request,
      response,
      socket,
      sent: new Budget(body, socket.bytesRead),
      taken: new Budget(answer, takenFrom(socket)),
    };
    exchanges.add(exchange);
    callOff ??= timer(lookMs, look);
    response.once('close', () => {
      exchanges.delete(exchange);
      if (exchanges.size > 0) return;
      callOff?.();
      callOff = undefined;
    });
  };
  server.on('request', begin);
  // Who waits to be told to go on. Without a listener of ours Node tells them by itself.
  if (server.listenerCount('checkContinue') > 0) server.on('checkContinue', begin);
}

/** What is left of a client's time. */
class Budget {
  readonly #pace: Pace;
  #leftMs: number;
  #bytes: number;

  constructor(pace: Pace, bytes: number) {
    this.#pace = pace;
    this.#leftMs = pace.graceMs;
    this.#bytes = bytes;
  }

  /** After `ms` more of the client's time, with so many bytes through in all. */
  isSpent(ms: number, bytes: number): boolean {
    const { graceMs, bytesPerSecond } = this.#pace;
    const earned = ((bytes - this.#bytes) / bytesPerSecond) * 1000;
    this.#bytes = bytes;
    this.#leftMs = Math.min(graceMs, this.#leftMs - ms + earned);
    return this.#leftMs < 0;
  }
}

/** Answers, and ends whoever still reads the body: nothing of it is done. */
function giveUpBody({ request, response }: Exchange): void {
  metrics.cutOff.inc({ side: 'body' });
  const slow = new Problem(408, 'RequestTimeout', 'the request took too long to arrive: send it again', {
    connection: 'close',
  });
  answerProblem(response, slow);
  if (request.listenerCount('error') > 0) request.emit('error', slow);
}

const isStream = (response: ServerResponse): boolean =>
  String(response.getHeader('content-type') ?? '').startsWith('text/event-stream');

/**
 * Bytes that the other side's kernel or ours has taken. `writableLength` counts a piece until all of it is gone; what
 * libuv still holds of it is known to the handle alone.
 */
function takenFrom(socket: Socket): number {
  const { _bytesDispatched: dispatched, _handle: handle } = socket as Socket & {
    _bytesDispatched?: number;
    _handle?: { writeQueueSize?: number } | null;
  };
  if (dispatched === undefined || handle?.writeQueueSize === undefined)
    return socket.bytesWritten - socket.writableLength;
  return dispatched - handle.writeQueueSize;
}
