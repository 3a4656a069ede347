import type { Logger } from '../../telemetry/logger.ts';

/** A session that ended elsewhere is noticed this soon. */
const LOOK_MS = 10_000;

/** What ends with a session: its open streams. */
interface Ending {
  ended: Set<() => void>;
  look: NodeJS.Timeout;
}

/** Tells when sessions are over, also those that ended elsewhere: each is looked for once for all who wait for its end. */
export class SessionEndings {
  readonly #goesOn: (token: string) => Promise<boolean>;
  readonly #logger: Logger;
  readonly #endings = new Map<string, Ending>();

  /** `goesOn`: whether the session of a token is still there. */
  constructor(goesOn: (token: string) => Promise<boolean>, logger: Logger) {
    this.#goesOn = goesOn;
    this.#logger = logger;
  }

  /** Calls `ended` when the session is over: at once where it is {@link end}ed, else when it is next looked for. Returns how to stop. */
  onEnd(token: string, ended: () => void): () => void {
    const waiting = this.#endings.get(token) ?? this.#watch(token);
    waiting.ended.add(ended);
    return () => {
      waiting.ended.delete(ended);
      if (waiting.ended.size > 0) return;
      clearInterval(waiting.look);
      if (this.#endings.get(token) === waiting) this.#endings.delete(token);
    };
  }

  /** Tells all who wait for the end of a session that it is over. */
  end(token: string): void {
    for (const ended of [...(this.#endings.get(token)?.ended ?? [])]) ended();
  }

  #watch(token: string): Ending {
    const look = setInterval(() => {
      this.#goesOn(token).then(
        (goesOn) => goesOn || this.end(token),
        (error) => this.#logger.warn({ err: error }, 'could not look whether a session goes on'),
      );
    }, LOOK_MS).unref();
    const ending = { ended: new Set<() => void>(), look };
    this.#endings.set(token, ending);
    return ending;
  }
}
