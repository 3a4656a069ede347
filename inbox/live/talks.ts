import { CatchUp } from '../../services/catch-up.ts';
import type { InboxParts } from '../parts.ts';
import { ShownConversation } from './shown-conversation.ts';

type Reading = Pick<InboxParts, 'database' | 'signals' | 'logger'>;

/** What could not be read for its pages is read again by then. Hints that were lost are looked for once for everybody (`db/looking.ts`). */
const AGAIN_MS = 10_000;

/** Follows conversations for the pages that show them: each is read once at a change, however many pages show it. */
export class Talks {
  readonly #reading: Reading;
  readonly #followed = new Map<string, Follower>();
  #again: NodeJS.Timeout | undefined;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /** Shows a conversation now and at every change. Returns how to stop. */
  watch(id: string, show: (talk: ShownConversation) => void): () => void {
    const follower = this.#followed.get(id) ?? new Follower(id, this.#reading);
    this.#followed.set(id, follower);
    follower.add(show);
    this.#again ??= setInterval(() => {
      for (const one of this.#followed.values()) one.again();
    }, AGAIN_MS).unref();
    return () => {
      if (follower.remove(show) === 0 && this.#followed.get(id) === follower) this.#followed.delete(id);
      if (this.#followed.size > 0) return;
      clearInterval(this.#again);
      this.#again = undefined;
    };
  }
}

/** Follows one conversation while there are pages that show it. */
class Follower {
  readonly #id: string;
  readonly #reading: Reading;
  readonly #pages = new Set<(talk: ShownConversation) => void>();
  readonly #catchUp: CatchUp;
  #stop: (() => void) | undefined;
  #failed = false;

  constructor(id: string, reading: Reading) {
    this.#id = id;
    this.#reading = reading;
    this.#catchUp = new CatchUp({
      read: () => this.#read(),
      failed: (error) => {
        this.#failed = true;
        reading.logger.warn({ err: error, conversationId: id }, 'could not read on for its pages');
      },
    });
  }

  add(show: (talk: ShownConversation) => void): void {
    this.#pages.add(show);
    this.#stop ??= this.#reading.signals.listen(this.#id, () => this.#catchUp.hint());
    this.#catchUp.hint();
  }

  /** How many are left. */
  remove(show: (talk: ShownConversation) => void): number {
    this.#pages.delete(show);
    if (this.#pages.size === 0) {
      this.#stop?.();
      this.#stop = undefined;
    }
    return this.#pages.size;
  }

  /** Reads what could not be read. */
  again(): void {
    if (this.#failed) this.#catchUp.hint();
  }

  async #read(): Promise<void> {
    if (this.#pages.size === 0) return;
    this.#failed = false;
    const talk = await ShownConversation.read(this.#reading.database, this.#id);
    if (talk) for (const show of [...this.#pages]) show(talk);
  }
}
