/** Says that a conversation's log has grown. A hint, never the message: who gets it reads the log on from where it stands. */
export interface Grown {
  conversationId: string;
  /** Where the log ends now. */
  headSeq: number;
  /** What carries the conversation; known only to the process that ran the turn. */
  transport?: string;
}

type Listener = (grown: Grown) => void;

/**
 * Hands hints from the turns to the readers (streams, the inbox, senders). Within this process they arrive at once;
 * `relay` is how a database carries them to the other replicas.
 */
export class Signals {
  readonly #byConversation = new Map<string, Set<Listener>>();
  readonly #everything = new Set<Listener>();
  readonly #overhearing = new Set<Listener>();
  #relay: ((grown: Grown) => void) | undefined;

  /** Carries what is published here to the other replicas too. */
  relayTo(relay: (grown: Grown) => void): void {
    this.#relay = relay;
  }

  /** A turn of this process was committed. */
  publish(grown: Grown): void {
    this.receive(grown);
    this.#relay?.(grown);
  }

  /** A turn was committed, here or by another replica. */
  receive(grown: Grown): void {
    this.remind(grown);
    for (const listener of this.#everything) listener(grown);
    for (const listener of this.#overhearing) listener(grown);
  }

  /** Tells those who listen to a conversation where its log ends, in case they don't know: mostly they do. */
  remind(grown: Grown): void {
    for (const listener of this.#byConversation.get(grown.conversationId) ?? []) listener(grown);
  }

  /** Whether somebody here relies on being told. */
  get isListenedTo(): boolean {
    return this.#byConversation.size > 0 || this.#everything.size > 0;
  }

  /** The conversations that somebody here listens to, those that came last at the end, also while they are gone through. */
  watched(): Iterator<string> & Iterable<string> {
    return this.#byConversation.keys();
  }

  /** Hears of all conversations by the way: a lost hint is not looked for on its behalf. Returns how to stop. */
  overhear(listener: Listener): () => void {
    this.#overhearing.add(listener);
    return () => this.#overhearing.delete(listener);
  }

  /** Listens to one conversation, or to all of them: lost hints are looked for. Returns how to stop. */
  listen(conversationId: string | '*', listener: Listener): () => void {
    if (conversationId === '*') {
      this.#everything.add(listener);
      return () => this.#everything.delete(listener);
    }
    const listeners = this.#byConversation.get(conversationId) ?? new Set();
    this.#byConversation.set(conversationId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#byConversation.delete(conversationId);
    };
  }
}
