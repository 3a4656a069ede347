import type { Case } from '../cases/case.ts';
import type { CodeSending } from '../identity/sendings.ts';
import type { Miss } from '../misses.ts';
import type { ConversationInTurn } from './in-turn.ts';

/**
 * What a turn wants kept that was prepared without a lock, on a conversation as it stood: all of it, if the conversation
 * still stands there, or none.
 */
export interface PreparedTurn {
  inTurn: ConversationInTurn;
  /** The conversation is opened by it. */
  opens: boolean;
  /** Cases as they stand after it, new ones and those of before, each once; with the facts and notes that are new. */
  cases: readonly Case[];
  misses: readonly Miss[];
  /** One-time codes that are to be sent after it. */
  codes: readonly CodeSending[];
  /** Its push channel has something to send. */
  wakes: boolean;
  /** What time the database's clock was taken to say when it was prepared. */
  preparedAt: Date;
  /** Nobody waits for it any more: what isn't on its way yet is withdrawn. */
  withdrawn: AbortSignal;
}

/** What became of a prepared turn. */
export interface Keeping {
  /** False where the conversation has moved on, a message of it had come in before, or somebody holds the conversation. */
  kept: boolean;
  /** The database's clock. */
  now: Date;
}

/** Keeps prepared turns. */
export interface TurnKeeper {
  /**
   * Throws what the database refused of it, or {@link Unavailable}: then a lost connection may hide that it was kept, and
   * the same message may come again.
   */
  keep(turn: PreparedTurn): Promise<Keeping>;
}
