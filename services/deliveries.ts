/** How far a push channel has got with a conversation: a cursor over its log. */
export interface Delivery {
  conversationId: string;
  /** The push channel's sender. */
  transport: string;
  /** The last entry that the channel has accepted, or that was not for it. */
  position: number;
  /** Failed tries of the entry after `position`. */
  attempts: number;
  /** How often something new had come in when it was leased. */
  wakes: number;
}

/** The cursors of the push channels, leased so that one replica at a time sends for a conversation. */
export interface DeliveryStore {
  /** There is something to send, from now on. */
  wake(conversationId: string, transport: string, now: Date): Promise<void>;
  /** Leases due conversations of a sender until `until`. */
  lease(transport: string, owner: string, limit: number, now: Date, until: Date): Promise<Delivery[]>;
  /** The channel accepted everything up to `position`. Returns false where the lease is no longer `owner`'s. */
  advance(delivery: Delivery, owner: string, position: number, until: Date): Promise<boolean>;
  /** Everything was sent: the lease ends, unless something came in meanwhile, which leaves it due. */
  rest(delivery: Delivery, owner: string): Promise<void>;
  /** A try failed: again at `retryAt`. */
  postpone(delivery: Delivery, owner: string, retryAt: Date, error: string): Promise<void>;
}
