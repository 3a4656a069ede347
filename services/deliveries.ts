/** How far a push channel has got with a conversation: a cursor over its log. */
export interface Delivery {
  conversationId: string;
  /** The push channel's sender. */
  transport: string;
  /** The last entry that the channel has accepted, or that was not for it. */
  position: number;
  /** Failed tries of the entry after `position`. */
  attempts: number;
  /** The last so many of them were refusals, which would be repeated. */
  refusals: number;
  /** How often something new had come in when it was leased. */
  wakes: number;
}

/** What is kept of a try that failed. */
export interface FailedTry {
  retryAt: Date;
  /** Refusals in a row, this one too. */
  refusals: number;
  /** What went wrong, for who looks after the desk. Nothing reads it. */
  error: string;
}

/**
 * The cursors of the push channels, leased so that one sender at a time sends for a conversation. An `owner` is one
 * lease, not one process: who has lost a lease and gets another one knows them apart.
 */
export interface DeliveryStore {
  /** There is something to send, from now on. */
  wake(conversationId: string, transport: string, now: Date): Promise<void>;
  /** Leases due conversations of a sender until `until`, those that have been due for longest, at most `limit`. */
  lease(transport: string, owner: string, limit: number, now: Date, until: Date): Promise<Delivery[]>;
  /** The channel accepted everything up to `position`. Returns false where the lease is no longer `owner`'s. */
  advance(delivery: Delivery, owner: string, position: number, until: Date): Promise<boolean>;
  /**
   * Everything up to the delivery's position was sent: the lease ends, unless something came in meanwhile, which leaves
   * it due. Returns whether it is due.
   */
  rest(delivery: Delivery, owner: string): Promise<boolean>;
  /** A try failed: again at `retryAt`. */
  postpone(delivery: Delivery, owner: string, failed: FailedTry): Promise<void>;
  /** It was not tried, and is due at `dueAt`. */
  putOff(delivery: Delivery, owner: string, dueAt: Date): Promise<void>;
}
