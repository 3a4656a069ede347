import type { Conversation } from '../services/conversations.ts';
import * as metrics from '../telemetry/metrics.ts';
import { AgentNames } from './agent-names.ts';
import { type LastWords, LastWordsReader } from './last-words.ts';
import type { InboxParts } from './parts.ts';

/** A conversation that waits for a person or has one. */
export interface Attended extends LastWords {
  conversation: Conversation;
  /** Whose it is. */
  agentName: string | undefined;
}

/** All of them: those who wait in the order in which they are due, then those with an agent. */
export type Board = readonly Attended[];

/** Changes that follow one another faster than this are shown together. */
const GATHER_MS = 100;
/** Hints from other replicas may be lost, and waiting times grow by themselves. */
const LOOK_MS = 10_000;

/** The queue and who has what, read once for everybody who watches. */
export class Boards {
  readonly names: AgentNames;
  readonly #parts: Pick<InboxParts, 'database' | 'signals' | 'logger'>;
  readonly #lastWords: LastWordsReader;
  readonly #watchers = new Set<(board: Board) => void>();
  #busy = false;
  #stale = false;
  #stopListening: (() => void) | undefined;

  constructor(parts: Pick<InboxParts, 'database' | 'signals' | 'logger'>) {
    this.#parts = parts;
    this.#lastWords = new LastWordsReader(parts.database.log);
    this.names = new AgentNames(parts.database.log);
  }

  /** The board as it is now. */
  async read(): Promise<Board> {
    const attended = await this.#parts.database.conversations.attended();
    metrics.queueLength.set(attended.filter(({ floor }) => floor === 'queue').length);
    const lastWords = await this.#lastWords.of(attended);
    return Promise.all(
      attended.map(async (conversation) => ({
        conversation,
        ...(lastWords.get(conversation.id) ?? { preview: '', lastFrom: undefined }),
        agentName: await this.names.of(conversation),
      })),
    );
  }

  /** Shows the board now, at every change and every ten seconds. Returns how to stop. */
  watch(watcher: (board: Board) => void): () => void {
    this.#watchers.add(watcher);
    this.#stopListening ??= this.#listen();
    this.#refresh();
    return () => {
      this.#watchers.delete(watcher);
      if (this.#watchers.size > 0) return;
      this.#stopListening?.();
      this.#stopListening = undefined;
    };
  }

  #listen(): () => void {
    const stop = this.#parts.signals.listen('*', () => this.#refresh());
    const look = setInterval(() => this.#refresh(), LOOK_MS).unref();
    return () => {
      stop();
      clearInterval(look);
    };
  }

  /** One reading at a time; what changes meanwhile is in the next one. */
  #refresh(): void {
    this.#stale = true;
    if (!this.#busy) void this.#readWhileStale();
  }

  async #readWhileStale(): Promise<void> {
    this.#busy = true;
    while (this.#stale && this.#watchers.size > 0) {
      this.#stale = false;
      try {
        const board = await this.read();
        for (const watcher of this.#watchers) watcher(board);
      } catch (error) {
        this.#parts.logger.warn({ err: error }, 'could not read the queue; trying again');
      }
      await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
    }
    this.#busy = false;
  }
}
