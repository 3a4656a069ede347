import type { Timer } from '../services/time/timer.ts';
import type { Logger } from '../telemetry/logger.ts';
import * as metrics from '../telemetry/metrics.ts';
import { type Masked, masked, unmasked } from '../understanding/personal/masking.ts';
import type { ProposedAct, Proposer } from '../understanding/second/proposal.ts';
import type { ReadingContext } from '../understanding/values/kit/reading.ts';
import { type Asking, Circuit } from './circuit.ts';
import { instructionsFor } from './instructions.ts';
import type { ModelPlace } from './place.ts';
import { post, Refused, Unreadable } from './post.ts';
import { actsOf, requestOf } from './wire.ts';

export interface LanguageModelParts extends ModelPlace {
  /** What there is to want. */
  intents: readonly string[];
  /** When a message is read, and the insurer's time zone. */
  context: () => ReadingContext;
  timer: Timer;
  /** Milliseconds that only run forward. */
  elapsed: () => number;
  logger: Logger;
}

/** Messages that it is asked about at once; one more goes without. */
export const MOST_AT_ONCE = 16;
/** Characters of a message that are sent. */
const MOST_SENT = 2_000;

/** What ends a call before its answer. */
const LATE = Symbol('late');
const CALLED_OFF = Symbol('called off');

type Failure = 'late' | 'refused' | 'unreachable' | 'invalid';

/**
 * A language model behind an OpenAI-compatible endpoint, an insurer's own as a rule. It chooses from our acts, intents and
 * facts; no word of it reaches a customer (decision 0036). What was sent and answered is logged nowhere.
 */
export class LanguageModel implements Proposer {
  readonly #parts: LanguageModelParts;
  readonly #instructions: string;
  readonly #circuit: Circuit;
  #underWay = 0;

  constructor(parts: LanguageModelParts) {
    this.#parts = parts;
    this.#instructions = instructionsFor(parts.intents);
    this.#circuit = new Circuit(parts.elapsed);
  }

  async propose(words: string, calledOff: AbortSignal): Promise<readonly ProposedAct[] | undefined> {
    if (this.#underWay >= MOST_AT_ONCE) return without('too-many');
    const message = this.#masked(words);
    if (!message) return undefined;
    const asking = this.#circuit.ask();
    if (!asking) return without('open-circuit');
    const started = this.#parts.elapsed();
    this.#underWay += 1;
    try {
      const acts = await this.#ask(message, calledOff);
      if (this.#circuit.succeeded()) this.#parts.logger.info('the model answers again');
      return acts;
    } catch (error) {
      return this.#failed(error, asking);
    } finally {
      this.#underWay -= 1;
      metrics.modelSeconds.observe((this.#parts.elapsed() - started) / 1000);
    }
  }

  /** What the model says, within its time and not a moment longer, whatever becomes of the connection. */
  async #ask({ text, restored }: Masked, calledOff: AbortSignal): Promise<ProposedAct[]> {
    const { url, key, name, intents, deadlineMs, timer } = this.#parts;
    const end = new AbortController();
    const over = new Promise<never>((_, reject) => {
      end.signal.addEventListener('abort', () => reject(end.signal.reason), { once: true });
    });
    over.catch(() => {});
    const isLate = timer(deadlineMs, () => end.abort(LATE));
    const isCalledOff = () => end.abort(CALLED_OFF);
    calledOff.addEventListener('abort', isCalledOff, { once: true });
    try {
      if (calledOff.aborted) throw CALLED_OFF;
      const message = text.slice(0, MOST_SENT);
      const body = requestOf({ model: name, instructions: this.#instructions, intents, message });
      const answer = post(url, { body, key, signal: end.signal });
      const acts = actsOf(await Promise.race([answer, over]), intents);
      if (!acts) throw new Unreadable('it answered with something else than what was asked for');
      return acts.map((act) => ({ ...act, words: restored(act.words) }));
    } finally {
      isLate();
      calledOff.removeEventListener('abort', isCalledOff);
    }
  }

  /** What is sent in place of a message; undefined where it can't be told what would be: then nothing is. */
  #masked(words: string): Masked | undefined {
    const { mask, context, logger } = this.#parts;
    if (!mask) return unmasked(words);
    try {
      return masked(words, context());
    } catch (error) {
      metrics.errors.inc({ where: 'masking' });
      logger.error({ trace: error }, 'a message could not be masked; the model is not asked about it');
      return undefined;
    }
  }

  #failed(error: unknown, asking: Asking): undefined {
    if (error === CALLED_OFF) {
      this.#circuit.calledOff(asking);
      return without('called-off');
    }
    const failure = failureOf(error);
    const leftAlone = this.#circuit.failed(asking);
    if (leftAlone)
      this.#parts.logger.warn(
        { cause: failure, ...(error instanceof Refused ? { status: error.status } : {}), ...leftAlone },
        'the model is left alone for a while: messages are read without it',
      );
    return without(failure);
  }
}

function without(outcome: Failure | 'called-off' | 'open-circuit' | 'too-many'): undefined {
  metrics.modelCalls.inc({ outcome });
}

function failureOf(error: unknown): Failure {
  if (error === LATE) return 'late';
  if (error instanceof Refused) return 'refused';
  return error instanceof Unreadable ? 'invalid' : 'unreachable';
}
