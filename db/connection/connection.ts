import type { Sql } from 'postgres';
import postgres from 'postgres';
import { patient, systemTimer } from '../../services/time/timer.ts';
import { Unavailable } from '../../services/unavailable.ts';
import { type Dial, DriverSocket, type Wire } from './driver-socket.ts';
import { meaningOf } from './failures.ts';
import { type Send, type Types, withValues } from './statements.ts';

/** How a connection is opened. */
export interface ConnectionOptions {
  dial: Dial;
  user: string;
  password: string;
  database: string;
  types: Types;
  /** Sent to the server when the connection starts. */
  parameters?: Record<string, string>;
  /** Statements, sent as one, that make the session ours. */
  session?: string;
  onNotification?: (channel: string, payload: string) => void;
  /** Milliseconds until it must be open. */
  openWithinMs: number;
  /** Milliseconds that a statement may go without any answer; undefined for as long as it takes. */
  silenceMs: number | undefined;
}

/** A connection was given up because the server said nothing for too long: others may be as dead. */
export class Silent extends Unavailable {}

interface Waiting {
  reject(error: Error): void;
}

/** Prepared statements that a connection keeps: the server holds each one's plan. Further ones are planned anew each time. */
const MOST_PREPARED = 400;

/**
 * How often it is looked for a statement that goes without an answer. The looks are counted, not the time: a process that
 * computes for seconds has only not yet read what the server said.
 */
const LOOK_MS = 250;

/** `Terminate` of the PostgreSQL protocol. */
const TERMINATE = Buffer.from([0x58, 0, 0, 0, 4]);

/**
 * One connection, which never becomes another one: when it is lost, everything under way on it is rejected with
 * {@link Unavailable} and nothing more is taken. A statement always settles: by its answer, or because the connection is
 * lost, which it also is when the server is silent for too long.
 */
export class Connection {
  readonly openedAt = performance.now();
  readonly #driver: Sql;
  readonly #socket: DriverSocket;
  readonly #silenceMs: number | undefined;
  readonly #waiting = new Set<Waiting>();
  readonly #lostListeners = new Set<(error: Error) => void>();
  readonly #prepared = new Set<string>();
  #wire: Wire | undefined;
  #lost: Error | undefined;
  /** Times that it was looked, since the server last said something or had nothing to say. */
  #silentLooks = 0;
  #looking: NodeJS.Timeout | undefined;

  /** Opens a connection. Rejects with {@link Unavailable}, or with what the server says against it (a wrong password). */
  static async open(options: ConnectionOptions): Promise<Connection> {
    const connection = new Connection(options);
    const callOff = patient(systemTimer)(options.openWithinMs, () =>
      connection.destroy(new Unavailable(`no connection to the database within ${options.openWithinMs} ms`)),
    );
    try {
      await connection.#dial(options.dial);
      await connection.send(options.session ?? 'select 1');
      return connection;
    } catch (error) {
      connection.destroy(new Unavailable('the connection to the database could not be opened', error));
      throw error;
    } finally {
      callOff();
    }
  }

  private constructor({ user, password, database, types, parameters, onNotification, silenceMs }: ConnectionOptions) {
    this.#silenceMs = silenceMs;
    const socket = new DriverSocket(
      (bytes) => this.#wire?.write(bytes) ?? true,
      () => this.destroy(new Unavailable('the driver gave the connection up')),
    );
    this.#socket = socket;
    this.#driver = postgres({
      socket: () => socket,
      host: 'unused',
      port: 0,
      user,
      pass: password,
      database,
      connection: parameters,
      max: 1,
      ssl: false,
      connect_timeout: 0,
      idle_timeout: null,
      max_lifetime: null,
      keep_alive: null,
      fetch_types: false,
      target_session_attrs: null,
      onnotice: () => {},
      ...(onNotification ? { onnotify: onNotification } : {}),
    } as unknown as postgres.Options<Record<string, never>>);
    Object.assign(this.#driver.options.parsers, types.parsers);
    Object.assign(this.#driver.options.serializers, types.serializers);
  }

  /** Why it is lost; undefined while it isn't. */
  get lost(): Error | undefined {
    return this.#lost;
  }

  /** Whether nothing is under way on it. */
  get idle(): boolean {
    return this.#waiting.size === 0;
  }

  /** Tells when it is lost. Returns how to stop being told. */
  onLost(listener: (error: Error) => void): () => void {
    if (this.#lost) listener(this.#lost);
    else this.#lostListeners.add(listener);
    return () => this.#lostListeners.delete(listener);
  }

  /** Sends a statement behind those under way. Throws where the connection is lost. */
  readonly send: Send = ((text: string, parameters: never[] = [], options: postgres.UnsafeQueryOptions = {}) => {
    if (this.#lost) throw this.#lost;
    // The driver would blame whichever statement is under way for it.
    if (parameters.includes(undefined as never)) throw new TypeError(`a parameter is undefined in: ${text}`);
    const query = this.#driver.unsafe(text, parameters, {
      prepare: parameters.length > 0 && this.#prepares(text),
      ...options,
    });
    const settled = new Promise((resolve, reject) => {
      const waiting: Waiting = { reject };
      this.#begin(waiting);
      query.then(
        (rows) => {
          this.#end(waiting);
          resolve(rows);
        },
        (failure: unknown) => {
          this.#end(waiting);
          const { ended, error } = meaningOf(failure);
          reject(error);
          if (ended) this.destroy(error as Error);
        },
      );
    });
    return withValues(settled, () => query.values());
  }) as unknown as Send;

  /** Ends the connection at once, and rejects what is under way with the reason. */
  destroy(reason: Error): void {
    if (this.#lost) return;
    this.#lost = reason;
    clearInterval(this.#looking);
    this.#wire?.destroy();
    for (const { reject } of this.#waiting) reject(reason);
    this.#waiting.clear();
    for (const listener of this.#lostListeners) listener(reason);
    this.#lostListeners.clear();
  }

  /** Says good-bye to the server. Only for a connection on which nothing is under way. */
  close(): void {
    if (this.#lost) return;
    const wire = this.#wire;
    this.#wire = undefined;
    wire?.write(TERMINATE);
    wire?.end();
    this.destroy(new Unavailable('the connection to the database was closed'));
  }

  async #dial(dial: Dial): Promise<void> {
    const opening = dial({
      data: (bytes) => {
        this.#silentLooks = 0;
        this.#socket.emit('data', bytes);
      },
      drain: () => this.#socket.emit('drain'),
      lost: (error) => this.destroy(new Unavailable('the connection to the database was lost', error)),
    });
    await new Promise<void>((resolve, reject) => {
      const forget = this.onLost(reject);
      opening
        .then((wire) => {
          if (this.#lost) return wire.destroy();
          this.#wire = wire;
          resolve();
        })
        .catch(reject)
        .finally(forget);
    });
  }

  #prepares(text: string): boolean {
    if (this.#prepared.has(text)) return true;
    if (this.#prepared.size >= MOST_PREPARED) return false;
    this.#prepared.add(text);
    return true;
  }

  #begin(waiting: Waiting): void {
    if (this.#waiting.size === 0) this.#silentLooks = 0;
    this.#waiting.add(waiting);
    if (this.#silenceMs !== undefined) this.#looking ??= setInterval(() => this.#look(), LOOK_MS).unref();
  }

  #end(waiting: Waiting): void {
    this.#waiting.delete(waiting);
  }

  #look(): void {
    if (this.#waiting.size === 0) {
      clearInterval(this.#looking);
      this.#looking = undefined;
    } else if (++this.#silentLooks * LOOK_MS > (this.#silenceMs ?? Number.POSITIVE_INFINITY))
      this.destroy(new Silent(`the database has not answered for ${this.#silenceMs} ms`));
  }
}
