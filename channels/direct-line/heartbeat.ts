import type { WebSocket } from 'ws';

/** A client that doesn't answer a ping within this time is gone. Less than the minute after which proxies close what is silent. */
const HEARTBEAT_MS = 45_000;
/** Parts of that time in which a part of the streams is asked: ten thousand at once would keep turns waiting for half a second. */
const BEATS = 45;

/** Asks every stream from time to time whether its client is there, and cuts those that don't answer. */
export class Heartbeat {
  /** All streams, by the part of the heartbeat in which they are asked. */
  readonly #beats: readonly Set<WebSocket>[] = Array.from({ length: BEATS }, () => new Set());
  readonly #alive = new WeakSet<WebSocket>();
  readonly #timer: NodeJS.Timeout;
  #now = 0;
  #opened = 0;

  constructor() {
    this.#timer = setInterval(() => this.#beat(), HEARTBEAT_MS / BEATS).unref();
  }

  /** Asks a stream from here on, until it is closed. */
  watch(socket: WebSocket): void {
    this.#alive.add(socket);
    const beat = this.#beats[this.#opened++ % BEATS];
    beat?.add(socket);
    socket.on('pong', () => this.#alive.add(socket));
    socket.on('close', () => beat?.delete(socket));
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #beat(): void {
    for (const socket of this.#beats[this.#now] ?? [])
      if (this.#alive.delete(socket)) socket.ping();
      else socket.terminate();
    this.#now = (this.#now + 1) % BEATS;
  }
}
