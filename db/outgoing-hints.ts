import type { Grown } from '../services/signals.ts';
import type { Timer } from '../services/time/timer.ts';

/**
 * What comes within this long after hints went out goes out together. One who speaks after a quiet while is heard of at
 * once; however many speak, that makes at most ten statements a second, each of which wakes every replica. A reader on
 * another replica waits this much longer at most, which nobody sees of an answer; a turn's own process waits for none of it.
 */
export const REST_MS = 100;

/** A payload of NOTIFY must be shorter than 8,000 bytes. */
const MOST_BYTES = 7_900;

/** Hints for one NOTIFY: where the logs of some conversations end. */
export type Hints = readonly (readonly [conversationId: string, headSeq: number])[];

/** Holds the hints to the other replicas back just so long that they cost the database little. */
export class OutgoingHints {
  readonly #send: (hints: Hints) => void;
  readonly #timer: Timer;
  #gathered = new Map<string, number>();
  #waiting = false;
  #callOff = () => {};

  constructor(send: (hints: Hints) => void, timer: Timer) {
    this.#send = send;
    this.#timer = timer;
  }

  /** A turn was committed here. */
  add({ conversationId, headSeq }: Grown): void {
    this.#gathered.set(conversationId, Math.max(headSeq, this.#gathered.get(conversationId) ?? 0));
    if (this.#waiting) return;
    this.#waiting = true;
    // Turns that were committed together are told of in the same moment: they go out together.
    const soon = setImmediate(() => this.#sendAll());
    this.#callOff = () => clearImmediate(soon);
  }

  /** Sends what is left, at once; whatever comes after that is sent by nobody. */
  stop(): void {
    this.#callOff();
    this.#waiting = true;
    this.#sendGathered();
  }

  #sendAll(): void {
    this.#waiting = this.#gathered.size > 0;
    if (!this.#waiting) return;
    this.#sendGathered();
    this.#callOff = this.#timer(REST_MS, () => this.#sendAll());
  }

  #sendGathered(): void {
    const hints = [...this.#gathered];
    this.#gathered = new Map();
    if (hints.length > 0) this.#send(hints);
  }
}

/** Cuts hints into as many payloads as they need. `from` is who sends them. */
export function payloadsOf(from: string, hints: Hints): string[] {
  const payloads: string[] = [];
  let some: string[] = [];
  let bytes = 0;
  const close = () => {
    if (some.length > 0) payloads.push(`{"from":${JSON.stringify(from)},"grown":[${some.join()}]}`);
    some = [];
    bytes = Buffer.byteLength(from) + 50;
  };
  close();
  for (const hint of hints) {
    const text = JSON.stringify(hint);
    const more = Buffer.byteLength(text) + 1;
    if (bytes + more > MOST_BYTES) close();
    some.push(text);
    bytes += more;
  }
  close();
  return payloads;
}
