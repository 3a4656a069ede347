import { patient, systemTimer } from '../../services/time/timer.ts';
import { Unavailable } from '../../services/unavailable.ts';
import { type Connection, Silent } from './connection.ts';

export interface PoolOptions {
  open(): Promise<Connection>;
  /** Connections at most. */
  size: number;
  /** Milliseconds that somebody waits for a connection before they are told {@link Unavailable}. */
  waitMs: number;
  /** Milliseconds after which a connection is replaced when it is given back; undefined for never. */
  lifetimeMs: number | undefined;
}

interface Waiter {
  resolve(connection: Connection): void;
  reject(error: unknown): void;
  callOff(): void;
}

/** While the database can't be reached it is tried this often, by one. */
const RETRY_MS = 250;
/** More than this many waiting are refused at once: the database is away, and each of them holds a request. */
const MOST_WAITING = 5_000;

/** Connections that are used one at a time. Who waits for one gets it or is told so in time, whatever the database does. */
export class Pool {
  readonly #options: PoolOptions;
  readonly #all = new Set<Connection>();
  readonly #idle: Connection[] = [];
  readonly #waiters: Waiter[] = [];
  #opening = 0;
  /** The last opening failed: until one succeeds, one is tried at a time. */
  #failing = false;
  #lastFailure: unknown;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** A connection for the caller alone, until it is given to {@link release}. Rejects with {@link Unavailable} in time. */
  acquire(): Promise<Connection> {
    if (this.#closed) return Promise.reject(new Unavailable('the database was closed'));
    const idle = this.#takeIdle();
    if (idle) return Promise.resolve(idle);
    if (this.#waiters.length >= MOST_WAITING)
      return Promise.reject(new Unavailable(`${MOST_WAITING} requests are waiting for a database connection`));
    return new Promise((resolve, reject) => {
      const { waitMs } = this.#options;
      const callOff = patient(systemTimer)(waitMs, () => {
        this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
        reject(new Unavailable(`no database connection was free within ${waitMs} ms`, this.#lastFailure));
      });
      const waiter: Waiter = { resolve, reject, callOff };
      this.#waiters.push(waiter);
      this.#openSome();
    });
  }

  /** Gives a connection back. One on which something is still under way, or that is lost or too old, is thrown away. */
  release(connection: Connection): void {
    if (connection.lost) return;
    const { lifetimeMs = Number.POSITIVE_INFINITY } = this.#options;
    if (!connection.idle) connection.destroy(new Unavailable('a connection was given back with statements under way'));
    else if (this.#closed || performance.now() - connection.openedAt > lifetimeMs) connection.close();
    else this.#hand(connection);
  }

  /** Refuses new users, waits for those that have a connection until `withinMs` are over, and closes everything. */
  async close(withinMs: number): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    for (const { reject, callOff } of this.#waiters.splice(0)) {
      callOff();
      reject(new Unavailable('the database was closed'));
    }
    for (const connection of this.#idle.splice(0)) connection.close();
    let late: NodeJS.Timeout | undefined;
    const others = [...this.#all].map((one) => new Promise<void>((resolve) => one.onLost(() => resolve())));
    await Promise.race([
      Promise.all(others),
      new Promise<void>((resolve) => {
        late = setTimeout(resolve, withinMs);
      }),
    ]);
    clearTimeout(late);
    for (const connection of this.#all) connection.destroy(new Unavailable('the database was closed'));
  }

  #takeIdle(): Connection | undefined {
    for (let one = this.#idle.pop(); one; one = this.#idle.pop()) if (!one.lost) return one;
    return undefined;
  }

  #hand(connection: Connection): void {
    const waiter = this.#waiters.shift();
    if (!waiter) return void this.#idle.push(connection);
    waiter.callOff();
    waiter.resolve(connection);
  }

  /** Opens as many as are waited for and may be; one at a time while it fails. */
  #openSome(): void {
    if (this.#closed || this.#retry) return;
    const wanted = this.#failing ? 1 : this.#waiters.length;
    while (this.#opening < wanted && this.#all.size + this.#opening < this.#options.size) void this.#openOne();
  }

  async #openOne(): Promise<void> {
    this.#opening++;
    try {
      const connection = await this.#options.open();
      this.#failing = false;
      this.#all.add(connection);
      connection.onLost((reason) => this.#forget(connection, reason));
      if (this.#closed) connection.close();
      else if (!connection.lost) this.#hand(connection);
    } catch (error) {
      this.#failing = true;
      this.#lastFailure = error;
      this.#retry ??= setTimeout(() => {
        this.#retry = undefined;
        this.#openSome();
      }, RETRY_MS);
    } finally {
      this.#opening--;
      if (this.#waiters.length > 0) this.#openSome();
    }
  }

  #forget(connection: Connection, reason: Error): void {
    this.#all.delete(connection);
    const at = this.#idle.indexOf(connection);
    if (at >= 0) this.#idle.splice(at, 1);
    if (reason instanceof Silent)
      for (const idle of this.#idle.splice(0)) idle.destroy(new Unavailable('another connection fell silent'));
    if (this.#waiters.length > 0) this.#openSome();
  }
}
