/** What the database's clock said holds for so long, in milliseconds: then it is asked again. */
const HOLDS_MS = 10_000;
/** A process that stood still (its machine slept) is that much behind the time of day. */
const STOOD_STILL_MS = 250;

/** What time it is by the database's clock, as far as it was heard lately. */
export class HeardClock {
  #heard: { now: number; at: number; day: number } | undefined;

  /** The database's clock said this just now. */
  hear(now: Date): void {
    this.#heard = { now: now.getTime(), at: performance.now(), day: Date.now() };
  }

  /** Undefined where it wasn't heard lately, or this machine's own clock was set meanwhile. */
  now(): Date | undefined {
    if (!this.#heard) return undefined;
    const passed = performance.now() - this.#heard.at;
    const byDay = Date.now() - this.#heard.day;
    if (passed > HOLDS_MS || Math.abs(byDay - passed) > STOOD_STILL_MS) return undefined;
    return new Date(this.#heard.now + passed);
  }
}
