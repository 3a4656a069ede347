import type { ConversationReference } from 'botbuilder';
import { LRUCache } from 'lru-cache';
import type { LogEntry } from '../../../services/conversation-log/entry.ts';
import type { Clock } from '../../../services/time/clock.ts';
import type { Timer } from '../../../services/time/timer.ts';
import * as metrics from '../../../telemetry/metrics.ts';
import type { ConnectorAdapter } from '../adapter.ts';
import { partsFor } from '../in-parts.ts';
import { activityFor } from '../outgoing.ts';
import { type Failure, failureOf } from './failure.ts';
import { TRANSPORT } from './lease.ts';

/** How long the connector has to accept a message. */
export const SEND_MS = 10_000;

/** Entries whose parts are remembered. */
const MOST_REMEMBERED = 1_000;

/** Where a conversation is answered, by a service that can be sent to. */
export type Reference = Partial<ConversationReference> & { serviceUrl: string };

/** What became of a post. */
export type Posted = { outcome: 'accepted' } | { outcome: 'failed'; failure: Failure };

export interface PostsParts {
  adapter: Pick<ConnectorAdapter, 'post'>;
  appId: string;
  clock: Clock;
  timer: Timer;
}

/** What is being posted to the connector, each thing with a bound on its time; all of it can be ended. */
export class Posts {
  readonly #parts: PostsParts;
  readonly #underWay = new Set<AbortController>();
  /** Of entries whose first parts were accepted and whose next one wasn't: how many, so that none comes twice. */
  readonly #accepted = new LRUCache<string, number>({ max: MOST_REMEMBERED });
  /** `stopping` ends what is being posted in its own time; `cut-short` no longer waits for that. */
  #mode: 'running' | 'stopping' | 'cut-short' = 'running';

  constructor(parts: PostsParts) {
    this.#parts = parts;
  }

  /** Whether anything more may be posted. */
  get areStopped(): boolean {
    return this.#mode !== 'running';
  }

  /** Nothing more is to be posted. */
  stop(): void {
    this.#mode = 'stopping';
  }

  /** Ends what is still being posted. */
  cutShort(): void {
    this.#mode = 'cut-short';
    for (const post of this.#underWay) post.abort(new Error('the desk stops'));
  }

  /** Posts an entry to its conversation, in parts where its channel takes no more at once. Never throws. What a stop has called off may still have arrived. */
  async post(reference: Reference, entry: LogEntry, replyToId: string | undefined): Promise<Posted | 'called-off'> {
    const { adapter, appId, clock, timer } = this.#parts;
    const post = new AbortController();
    const callOff = timer(SEND_MS, () => post.abort(new DOMException('no answer in time', 'TimeoutError')));
    this.#underWay.add(post);
    try {
      const parts = partsFor(activityFor(entry, replyToId), reference.channelId);
      for (const [at, part] of parts.entries()) {
        if (at < (this.#accepted.get(entry.id) ?? 0)) continue;
        await adapter.post(appId, reference, part, post.signal);
        if (parts.length > 1) this.#accepted.set(entry.id, at + 1);
      }
    } catch (error) {
      const failure = failureOf(post.signal.aborted ? post.signal.reason : error, clock());
      if (failure) return this.#mode === 'cut-short' ? 'called-off' : { outcome: 'failed', failure };
    } finally {
      callOff();
      this.#underWay.delete(post);
    }
    metrics.deliveries.inc({ channel: TRANSPORT, outcome: 'accepted' });
    return { outcome: 'accepted' };
  }
}
