/** Failures in a row after which nobody asks for a while. */
export const MOST_FAILURES = 5;
/** Milliseconds for which nobody asks then; twice as long after each try that failed too, up to the most. */
export const LEAST_PAUSE_MS = 10_000;
export const MOST_PAUSE_MS = 300_000;

/** How it is asked: like any time, or to find out whether it answers again. */
export type Asking = 'as-ever' | 'to-try';

/** After how many failures in a row it is left alone, and for how long now. */
export interface LeftAlone {
  times: number;
  retryInMs: number;
}

/**
 * Whether an endpoint is asked. One that failed so often in a row is left alone for a while, so that no message waits for
 * it; then one message tries it, and the others go without until it answers.
 */
export class Circuit {
  readonly #elapsed: () => number;
  #failures = 0;
  /** Above 0 while it is left alone. */
  #pause = 0;
  #until = 0;
  #isTried = false;

  /** `elapsed` counts milliseconds that only run forward. */
  constructor(elapsed: () => number) {
    this.#elapsed = elapsed;
  }

  /** May it be asked now? Whoever isn't told no says what came of it. */
  ask(): Asking | undefined {
    if (this.#pause === 0) return 'as-ever';
    if (this.#isTried || this.#elapsed() < this.#until) return undefined;
    this.#isTried = true;
    return 'to-try';
  }

  /** It answered. Returns whether it had been left alone until then. */
  succeeded(): boolean {
    const wasLeftAlone = this.#pause > 0;
    this.#failures = 0;
    this.#pause = 0;
    this.#isTried = false;
    return wasLeftAlone;
  }

  /** It failed. Returns how it is left alone now, where that begins or goes on with this. */
  failed(asking: Asking): LeftAlone | undefined {
    this.#failures += 1;
    if (asking === 'to-try') this.#isTried = false;
    // What was asked before it was left alone says nothing new.
    const isNews = asking === 'to-try' || (this.#pause === 0 && this.#failures >= MOST_FAILURES);
    if (!isNews) return undefined;
    this.#pause = this.#pause === 0 ? LEAST_PAUSE_MS : Math.min(this.#pause * 2, MOST_PAUSE_MS);
    this.#until = this.#elapsed() + this.#pause;
    return { times: this.#failures, retryInMs: this.#pause };
  }

  /** It was called off, which tells nothing of it. */
  calledOff(asking: Asking): void {
    if (asking === 'to-try') this.#isTried = false;
  }
}
