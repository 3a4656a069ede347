import { LRUCache } from 'lru-cache';
import type { CustomersOwn } from './message.ts';

/** Nobody has read an answer and written to it sooner, in milliseconds: it goes on with what they said themselves. */
const READ_MS = 600;
/** Conversations of which is remembered when they were answered last. */
const MOST_REMEMBERED = 4_000;

/**
 * Tells which messages crossed with what was said to the one before, as letters do: they came while it was answered, or
 * before that answer can have been read. It is known of what this process answers.
 */
export class Crossing {
  readonly #now: () => number;
  readonly #inHand = new Map<string, number>();
  readonly #answered = new LRUCache<string, number>({ max: MOST_REMEMBERED });
  readonly #crossed = new WeakSet<CustomersOwn>();

  /** `now` counts milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** It came in. */
  begin(incoming: CustomersOwn): void {
    const { conversationId: id } = incoming;
    const inHand = this.#inHand.get(id) ?? 0;
    this.#inHand.set(id, inHand + 1);
    const answered = this.#answered.get(id);
    if (inHand > 0 || (answered !== undefined && this.#now() - answered < READ_MS)) this.#crossed.add(incoming);
  }

  /** It was answered, or it failed. */
  end({ conversationId: id }: CustomersOwn): void {
    const left = (this.#inHand.get(id) ?? 0) - 1;
    if (left > 0) this.#inHand.set(id, left);
    else this.#inHand.delete(id);
    this.#answered.set(id, this.#now());
  }

  has(incoming: CustomersOwn): boolean {
    return this.#crossed.has(incoming);
  }
}
