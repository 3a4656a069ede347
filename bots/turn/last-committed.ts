import { LRUCache } from 'lru-cache';
import type { Conversation } from '../../services/conversations/conversations.ts';

/** Conversations that are remembered, those that spoke last. */
const MOST_REMEMBERED = 4_000;
/**
 * Whoever has been silent for longer, in milliseconds, is forgotten with the next turn: it may have been erased
 * meanwhile.
 */
const LONGEST_MS = 15 * 60_000;

/**
 * A conversation as it is remembered. What can be changed in its place is JSON, so that nobody changes what another one
 * has.
 */
interface Remembered {
  plain: Omit<Conversation, 'state' | 'reference'>;
  state: string;
  reference: string | undefined;
  at: number;
}

/**
 * Conversations as this process last committed them, so that the next turn need not read them. They may have moved on
 * elsewhere: who keeps a turn by what stands here finds out.
 */
export class LastCommitted {
  readonly #conversations = new LRUCache<string, Remembered>({ max: MOST_REMEMBERED });
  readonly #now: () => number;

  /** `now` counts milliseconds. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Takes a conversation out, as a read would give it: who has kept a turn of it puts it back as it stands then. */
  take(id: string): Conversation | undefined {
    const remembered = this.#conversations.peek(id);
    if (!remembered) return undefined;
    this.#conversations.delete(id);
    const { plain, state, reference } = remembered;
    return {
      ...plain,
      state: JSON.parse(state),
      reference: reference === undefined ? undefined : JSON.parse(reference),
    };
  }

  /**
   * Remembers a conversation that was committed, unless something newer is. Of who waits in the queue nothing is
   * remembered: others change their place in it.
   */
  put({ state, reference, ...plain }: Conversation): void {
    const newer = (this.#conversations.peek(plain.id)?.plain.headSeq ?? 0) > plain.headSeq;
    if (newer || plain.floor.holder === 'queue') return;
    this.#conversations.set(plain.id, {
      plain,
      state: JSON.stringify(state),
      reference: reference && JSON.stringify(reference),
      at: this.#now(),
    });
    // From the oldest on: the cache's own bound of time would look at all of them, or leave them in memory.
    for (const id of this.#conversations.rkeys()) {
      if ((this.#conversations.peek(id)?.at ?? 0) > this.#now() - LONGEST_MS) return;
      this.#conversations.delete(id);
    }
  }

  /** Forgets a conversation whose log is known to end further on than what is remembered of it. */
  notice(id: string, headSeq: number): void {
    const remembered = this.#conversations.peek(id);
    if (remembered && remembered.plain.headSeq < headSeq) this.#conversations.delete(id);
  }
}
