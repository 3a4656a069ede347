import { PARTS, type Timer } from '../../services/time/timer.ts';

/** A timer that goes off when the test says so. */
export class HandTimer {
  readonly #set = new Map<object, { ms: number; then: () => void }>();

  readonly start: Timer = (ms, then) => {
    const key = {};
    this.#set.set(key, { ms, then });
    return () => void this.#set.delete(key);
  };

  /** What is being waited for, in milliseconds. */
  get waits(): number[] {
    return [...this.#set.values()].map(({ ms }) => ms);
  }

  /** Lets every wait of so long be over: also one that is counted in parts. */
  goOff(ms: number): void {
    this.#goOffOnce(ms);
    for (let part = 0; part < PARTS; part++) this.#goOffOnce(ms / PARTS);
  }

  #goOffOnce(ms: number): void {
    for (const [key, waiting] of [...this.#set]) if (waiting.ms === ms && this.#set.delete(key)) waiting.then();
  }
}
