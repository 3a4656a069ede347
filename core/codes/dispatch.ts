import { CatchUp } from '../../services/catch-up.ts';
import { codeOf, keyedHash } from '../../services/identity/codes.ts';
import type { CodeSender, CodeSending, CodeStore } from '../../services/identity/sendings.ts';
import { MOST_ROWS, type TryStore } from '../../services/identity/tries.ts';
import type { Clock } from '../../services/time/clock.ts';
import type { Logger } from '../../telemetry/logger.ts';
import * as metrics from '../../telemetry/metrics.ts';

const POLL_MS = 1_000;
const AT_ONCE = 32;
/** For so long nobody else sends what is in hand; a killed process's are sent by another then. */
const LEASE_MS = 15_000;
const SWEEP_EVERY_MS = 10 * 60_000;
const MOST_SWEPT = 2_000;

export interface DispatchParts {
  codes: Omit<CodeStore, 'put'>;
  tries: Pick<TryStore, 'sweep'>;
  sender: CodeSender;
  /** The key that codes follow from. */
  key: string;
  clock: Clock;
  logger: Logger;
}

/**
 * Sends one-time codes after the turns that asked for them. Of a row without a phone, nothing is sent: it is written so
 * that nobody can tell by the time that it takes.
 */
export class CodeDispatch {
  readonly #parts: DispatchParts;
  readonly #looking: CatchUp;
  readonly #poll: NodeJS.Timeout;
  readonly #sweep: NodeJS.Timeout;
  readonly #stopped = new AbortController();

  constructor(parts: DispatchParts) {
    this.#parts = parts;
    this.#looking = new CatchUp({
      read: () => this.#look(),
      failed: (error) => this.#note(error, 'could not read which codes are to be sent; trying again'),
    });
    this.#poll = setInterval(() => this.#looking.hint(), POLL_MS).unref();
    this.#sweep = setInterval(() => void this.#sweepTries(), SWEEP_EVERY_MS).unref();
  }

  /** There may be something to send. */
  hint(): void {
    this.#looking.hint();
  }

  /** Resolves when what was due is done with, whatever came of it. */
  async settled(): Promise<void> {
    await this.#looking.readings;
  }

  /** Sends no more. What is under way is called off, and comes again at another process. */
  async stop(): Promise<void> {
    clearInterval(this.#poll);
    clearInterval(this.#sweep);
    this.#looking.stop();
    this.#stopped.abort();
    await this.settled();
  }

  async #look(): Promise<void> {
    const { codes, clock } = this.#parts;
    for (;;) {
      const now = clock();
      const due = await codes.lease(AT_ONCE, now, new Date(now.getTime() + LEASE_MS));
      await Promise.all(due.map((sending) => this.#send(sending)));
      if (due.length < AT_ONCE || this.#stopped.signal.aborted) return;
    }
  }

  async #send(sending: CodeSending): Promise<void> {
    const { codes, sender, key, clock } = this.#parts;
    const { conversationId, nonce, phone, until, attempts, locale } = sending;
    const seconds = Math.floor((until.getTime() - clock().getTime()) / 1000);
    if (phone === undefined || seconds <= 0) {
      if (phone !== undefined) metrics.codes.inc({ outcome: 'given-up' });
      return codes.done(sending);
    }
    try {
      const id = keyedHash(key, 'sending', conversationId, nonce);
      await sender.send(
        { id, to: phone, code: codeOf(key, sending), locale, expiresIn: seconds },
        this.#stopped.signal,
      );
      metrics.codes.inc({ outcome: 'sent' });
      await codes.done(sending);
    } catch (error) {
      if (this.#stopped.signal.aborted) return;
      metrics.codes.inc({ outcome: 'failed' });
      this.#note(error, 'a code could not be sent; trying again');
      await codes.postpone(sending, new Date(clock().getTime() + 1_000 * 2 ** Math.min(attempts - 1, 5)));
    }
  }

  async #sweepTries(): Promise<void> {
    const { tries, clock } = this.#parts;
    await tries
      .sweep({ now: clock(), most: MOST_ROWS, limit: MOST_SWEPT })
      .catch((error: unknown) => this.#note(error, 'could not forget old tries; trying again'));
  }

  #note(error: unknown, message: string): void {
    metrics.errors.inc({ where: 'codes' });
    this.#parts.logger.error({ err: error }, message);
  }
}
