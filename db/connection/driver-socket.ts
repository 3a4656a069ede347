import { EventEmitter } from 'node:events';

/** Bytes to and from a database: a socket, or the embedded database itself. */
export interface Wire {
  /** Sends. Returns false where the sender should wait for a drain. */
  write(bytes: Buffer): boolean;
  /** Sends what was written, and closes. */
  end(): void;
  /** Closes at once. */
  destroy(): void;
}

/** What a wire tells. After `lost` it tells nothing more. */
export interface WireEvents {
  data(bytes: Buffer): void;
  drain(): void;
  lost(error: Error): void;
}

/** Opens a wire. Rejects where it can't, in bounded time. */
export type Dial = (events: WireEvents) => Promise<Wire>;

/**
 * What the driver takes for its socket. It is told of bytes and never of an end: what postgres.js 3.4.9 does about a
 * closed connection is where statements wait for ever and errors are thrown outside of any promise (its issues 751, 1195,
 * 1219). The connection that owns the wire settles what is under way and throws the driver away.
 */
export class DriverSocket extends EventEmitter {
  /** The driver asks for it. */
  readonly readyState = 'open';
  readonly #write: (bytes: Buffer) => boolean;
  readonly #destroy: () => void;

  constructor(write: (bytes: Buffer) => boolean, destroy: () => void) {
    super();
    this.#write = write;
    this.#destroy = destroy;
  }

  write(bytes: Buffer, done?: () => void): boolean {
    const more = this.#write(bytes);
    if (done) queueMicrotask(done);
    return more;
  }

  /** The driver gives up, for instance because the server didn't prove that it knows the password. */
  destroy(): void {
    this.#destroy();
  }
}
