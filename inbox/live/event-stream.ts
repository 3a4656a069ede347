import { delivered } from '../../http/delivery.ts';
import type { Request, Response } from '../../http/server.ts';

/** An open stream of server-sent events. */
export class EventStream {
  readonly #response: Response;
  #closed = false;

  /** `closed` is called once, whichever side ends the stream. */
  constructor(request: Request, response: Response, closed: () => void) {
    this.#response = response;
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    response.write('retry: 2000\n\n');
    const over = () => {
      if (this.#closed) return;
      this.#closed = true;
      closed();
    };
    response.once('close', over);
    if (request.method === 'HEAD') response.end();
    if (response.destroyed || request.socket.destroyed) setImmediate(over); // it went while its session was looked up
  }

  get closed(): boolean {
    return this.#closed;
  }

  /**
   * Sends an event and resolves when the client has taken it; whoever has much to send waits for that. One that takes
   * nothing for a minute is let go: it comes back and reads on. `id` is what it then shows as `Last-Event-ID`.
   */
  async send(event: string, data: string, id?: number): Promise<void> {
    const lines = data.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`);
    await this.#write(`event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}${lines.join('')}\n`);
  }

  /** Shows the client, and what is between, that the desk is there. */
  beat(): void {
    void this.#write(': \n\n');
  }

  end(): void {
    this.#response.end();
  }

  async #write(text: string): Promise<void> {
    if (this.#closed || this.#response.writableEnded) return;
    if (!(await delivered((taken) => this.#response.write(text, taken)))) this.#response.destroy();
  }
}
