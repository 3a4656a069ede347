import type { Timer } from '../../services/time/timer.ts';
import { Unavailable } from '../../services/unavailable.ts';

/** Milliseconds that a message waits to be begun with; then it is told to come again, and nothing of it was kept. */
export const WAIT_MS = 10_000;

/** Messages that came in meanwhile and are done together, at most. */
const MOST_TOGETHER = 10;

export interface LinesParts<Message, Done> {
  /** Does these together. Settles in bounded time. */
  run(messages: readonly Message[]): Promise<Done[]>;
  /** Whether each of what failed together may still be done by itself. */
  mayGoAlone(error: unknown): boolean;
  timer: Timer;
}

interface Waiting<Message, Done> {
  message: Message;
  resolve(done: Done): void;
  reject(error: unknown): void;
  callOff(): void;
}

/**
 * Messages of one conversation one after the other: what comes in at once is done together, and so is what comes in while
 * one is done, after it. Whatever becomes of a message, the next one is begun with, and none waits longer than
 * {@link WAIT_MS} for that.
 */
export class Lines<Message, Done> {
  readonly #parts: LinesParts<Message, Done>;
  /** The lines of what waits, by conversation. There is one, if only an empty one, while something is done there. */
  readonly #waiting = new Map<string, Waiting<Message, Done>[]>();

  constructor(parts: LinesParts<Message, Done>) {
    this.#parts = parts;
  }

  /**
   * Does it now, with whatever comes in the same breath, or once what is before it is done. Throws what doing it threw, or
   * {@link Unavailable}.
   */
  take(conversationId: string, message: Message): Promise<Done> {
    const line = this.#waiting.get(conversationId);
    if (line) return this.#wait(line, message);
    const own: Waiting<Message, Done>[] = [];
    this.#waiting.set(conversationId, own);
    const done = this.#wait(own, message);
    void breath().then(() => this.#drain(conversationId, own));
    return done;
  }

  #wait(line: Waiting<Message, Done>[], message: Message): Promise<Done> {
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        line.splice(line.indexOf(waiting), 1);
        reject(new Unavailable(`the messages before this one were not done within ${WAIT_MS} ms`));
      };
      const waiting = { message, resolve, reject, callOff: this.#parts.timer(WAIT_MS, giveUp) };
      line.push(waiting);
    });
  }

  /** Does what came in meanwhile, until nothing did. */
  async #drain(conversationId: string, line: Waiting<Message, Done>[]): Promise<void> {
    while (line.length > 0) {
      const group = line.splice(0, MOST_TOGETHER);
      for (const { callOff } of group) callOff();
      await this.#together(group);
    }
    this.#waiting.delete(conversationId); // in the same breath as the last look at the line
  }

  /** Never throws: each of the group hears for itself. */
  async #together(group: readonly Waiting<Message, Done>[]): Promise<void> {
    let failure: unknown;
    try {
      const done = await this.#parts.run(group.map(({ message }) => message));
      for (const [at, { resolve }] of group.entries()) resolve(done[at] as Done);
      return;
    } catch (error) {
      failure = error;
    }
    // One of them may be what can't be taken: the others are no worse for it.
    for (const { message, resolve, reject } of group) {
      if (group.length === 1 || !this.#parts.mayGoAlone(failure)) {
        reject(failure);
        continue;
      }
      await this.#one(message).then(resolve, (error: unknown) => {
        reject(error);
        if (!this.#parts.mayGoAlone(error)) failure = error;
      });
    }
  }

  async #one(message: Message): Promise<Done> {
    const [done] = await this.#parts.run([message]);
    return done as Done;
  }
}

/** What was sent together is there in the same turn of the event loop. */
const breath = (): Promise<void> => new Promise((go) => setImmediate(go));
