import type { Conversation } from '../../services/conversations/conversations.ts';
import { ConversationInTurn } from '../../services/conversations/in-turn.ts';
import type { PreparedTurn } from '../../services/conversations/prepared-turn.ts';
import type { HeardClock } from '../../services/time/heard-clock.ts';
import { type Incoming, NoSuchConversation } from '../incoming/incoming.ts';
import { beginAnew, isChange, type Message } from '../incoming/message.ts';
import type { Speech } from '../speaking/speech.ts';
import { Collected } from './collected.ts';
import type { LastCommitted } from './last-committed.ts';
import { type Keeping, type Kept, referenceIn, saidSomething, takeTurn } from './turn.ts';

export interface PreparedTurnsParts extends Keeping {
  committed: LastCommitted;
  clock: HeardClock;
}

/** What a turn is prepared on: the conversation, what time it was then, and whether the turn opens it. */
interface Standing {
  conversation: Conversation;
  now: Date;
  opens: boolean;
}

/**
 * Turns without a lock: prepared on what this process last committed, or on what stands in the database, and kept if the
 * conversation still stands there.
 */
export class PreparedTurns {
  readonly #parts: PreparedTurnsParts;
  readonly #speech: Speech;

  constructor(parts: PreparedTurnsParts, speech: Speech) {
    this.#parts = parts;
    this.#speech = speech;
  }

  /**
   * Returns the conversation as it was committed; undefined where the turn needs the lock: it asks for what only the lock
   * can tell, or something else came first.
   */
  async take(messages: readonly Message[], withdrawn: AbortSignal): Promise<Kept | undefined> {
    if (!messages.every(({ incoming }) => mayBePrepared(incoming))) return undefined;
    const { database, gate } = this.#parts;
    const prepared = await gate.through(() => this.#prepare(messages, withdrawn), withdrawn);
    if (!prepared) return undefined;
    const keeping = await database.keep(prepared);
    return keeping.kept ? { conversation: prepared.inTurn.conversation, now: keeping.now } : undefined;
  }

  /** What is to be kept of a turn. */
  async #prepare(messages: readonly Message[], withdrawn: AbortSignal): Promise<PreparedTurn | undefined> {
    const standing = await this.#standing(messages);
    if (!standing) return undefined;
    const { database, writingTime } = this.#parts;
    const { conversation, now, opens } = standing;
    const inTurn = new ConversationInTurn(conversation, writingTime(now));
    // Written whatever is remembered: a repeat may have told another one, without an entry.
    conversation.reference = referenceIn(messages) ?? conversation.reference;
    const collected = new Collected(database);
    beginAnew(messages);
    await takeTurn({ speech: this.#speech, inTurn, stores: collected.stores, messages });
    const { misses, codes } = collected;
    return {
      ...{ inTurn, opens, cases: [...collected.cases.values()], misses, codes, withdrawn },
      wakes: saidSomething(inTurn),
      preparedAt: now,
    };
  }

  /** Where the conversation stands; undefined where it is to be opened, and the database's clock wasn't heard lately. */
  async #standing(messages: readonly Message[]): Promise<Standing | undefined> {
    const { database, committed, clock } = this.#parts;
    const [{ incoming }] = messages as [Message, ...Message[]];
    const heard = clock.now();
    const opens = messages.find((message) => message.incoming.opens)?.incoming.opens;
    const known = committed.take(incoming.conversationId);
    if (known && heard) return { conversation: known, now: heard, opens: false };
    if (!known && opens && heard) return { conversation: { ...opens }, now: heard, opens: true };
    const looked = await database.conversations.look(incoming.conversationId);
    if (!looked && opens) return undefined;
    if (!looked) throw new NoSuchConversation(incoming.conversationId);
    clock.hear(looked.now);
    return { ...looked, opens: false };
  }
}

/**
 * Whether a turn needs no lock. A duty does, which is looked at again under it, an agent's action, for who has the
 * conversation, and a change, for what stands in the log.
 */
const mayBePrepared = (incoming: Incoming): boolean =>
  incoming.from === 'customer' ? !isChange(incoming) : incoming.from === 'system' && incoming.isDue === undefined;
