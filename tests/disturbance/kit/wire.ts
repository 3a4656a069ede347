import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * A stretch of network between the desk and its database that behaves as badly as it is told to. What a firewall, a
 * load balancer or a cable does to TCP is seen here without any rights on the machine.
 */
export class Wire {
  readonly port: number;
  /** How long everything that passes is held up, each way. */
  delayMs = 0;
  readonly #server: Server;
  readonly #pairs = new Set<Pair>();
  readonly #target: { host: string; port: number };
  #silent = false;
  #refusing = false;

  private constructor(server: Server, port: number, target: { host: string; port: number }) {
    this.#server = server;
    this.port = port;
    this.#target = target;
    server.on('connection', (socket) => this.#join(socket));
  }

  /** Listens on a free port of the loopback, and passes everything on. */
  static async to(target: { host: string; port: number }): Promise<Wire> {
    const server = createServer({ noDelay: true });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Wire(server, (server.address() as { port: number }).port, target);
  }

  /** Nothing passes any more, and nobody is told: connections stay open, new ones are taken. */
  silence(): void {
    this.#silent = true;
    for (const pair of this.#pairs) pair.hold();
  }

  /**
   * Lets everything pass again, also what was held up. With `forget`, as after a firewall has lost its table: what was
   * connected stays silent for good, and only new connections pass.
   */
  flow({ forget = false } = {}): void {
    this.#silent = false;
    this.#refusing = false;
    if (!forget) for (const pair of this.#pairs) pair.release();
  }

  /** Cuts every connection with a reset. */
  reset(): void {
    for (const pair of this.#pairs) pair.cut();
  }

  /** Cuts every connection, and refuses new ones by cutting them at once. */
  refuse(): void {
    this.#refusing = true;
    this.reset();
  }

  /** Connections that pass through it. */
  get connections(): number {
    return this.#pairs.size;
  }

  async close(): Promise<void> {
    this.reset();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #join(client: Socket): void {
    if (this.#refusing) {
      client.on('error', () => undefined).resetAndDestroy();
      return;
    }
    const pair = new Pair(client, connect({ ...this.#target, noDelay: true }), () => this.delayMs);
    this.#pairs.add(pair);
    pair.whenOver(() => this.#pairs.delete(pair));
    if (this.#silent) pair.hold();
  }
}

/** The two halves of one connection through the proxy. */
class Pair {
  readonly #halves: readonly [Socket, Socket];
  #gate: Promise<void> = Promise.resolve();
  #open: () => void = () => undefined;
  #held = false;

  constructor(client: Socket, server: Socket, delayMs: () => number) {
    this.#halves = [client, server];
    this.#pass(client, server, delayMs);
    this.#pass(server, client, delayMs);
  }

  hold(): void {
    if (this.#held) return;
    this.#held = true;
    this.#gate = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  release(): void {
    this.#held = false;
    this.#open();
  }

  cut(): void {
    for (const half of this.#halves) half.resetAndDestroy();
    this.release();
  }

  whenOver(done: () => void): void {
    for (const half of this.#halves) half.once('close', done);
  }

  /** Passes on what one half says, in order, each piece after its delay, and the end too; none of it while held. */
  #pass(from: Socket, to: Socket, delayMs: () => number): void {
    let before: Promise<unknown> = Promise.resolve();
    const after = (act: () => void) => {
      const due = delayMs() > 0 ? wait(delayMs(), undefined, { ref: false }) : undefined;
      before = before
        .then(() => due)
        .then(() => this.#gate)
        .then(act);
    };
    from.on('data', (piece: Buffer) => after(() => !to.destroyed && to.write(piece)));
    from.once('end', () => after(() => !to.destroyed && to.end()));
    from.once('error', () => after(() => !to.destroyed && to.resetAndDestroy()));
    from.once('close', () => after(() => to.end()));
  }
}
