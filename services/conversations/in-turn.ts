import { digestWritten, hashOf } from '../conversation-log/chain.ts';
import { type Audience, entryIdOf, type LogEntry, type LoggedActivity, type Role } from '../conversation-log/entry.ts';
import { newSalt } from '../ids.ts';
import { type Conversation, hasOpenMatter } from './conversations.ts';

/** What a turn appends to the log. */
export interface Utterance {
  activity: LoggedActivity;
  role: Role;
  audience?: Audience;
  messageId?: string | undefined;
}

/**
 * A conversation in a turn: entries are appended here and the fields of `conversation` changed, and both are written
 * together, while its row is locked or if it still stands where it stood.
 */
export class ConversationInTurn {
  readonly conversation: Conversation;
  readonly appended: LogEntry[] = [];
  readonly #before: Conversation;
  /** Whether there was a matter in hand before the turn: kept, as the state's objects are changed in their place. */
  readonly #hadMatter: boolean;
  readonly #now: Date;

  /** `now`: what time it is for what is written, by the database's clock. */
  constructor(conversation: Conversation, now: Date) {
    this.conversation = conversation;
    this.#before = { ...conversation };
    this.#hadMatter = hasOpenMatter(conversation);
    this.#now = now;
  }

  /**
   * The fields that are no longer what they were. A field that was given another object counts. Throws where something
   * but where it is answered changed without an entry: who prepares a turn on where a log ends would not see it
   * (decision 0026).
   */
  changes(): Partial<Conversation> {
    const names = Object.keys(this.conversation) as (keyof Conversation)[];
    const changed = names.filter((name) => this.conversation[name] !== this.#before[name]);
    if (this.appended.length === 0 && changed.some((name) => name !== 'reference'))
      throw new Error(`a conversation was to change without an entry in its log: ${changed.join(', ')}`);
    return Object.fromEntries(changed.map((name) => [name, this.conversation[name]]));
  }

  /** What became of a matter in hand with this; undefined where one stays in hand, or none was. */
  get matter(): 'begun' | 'ended' | undefined {
    const hasOne = hasOpenMatter(this.conversation);
    if (hasOne === this.#hadMatter) return undefined;
    return hasOne ? 'begun' : 'ended';
  }

  /** The conversation as it stood before the turn. */
  get before(): Readonly<Conversation> {
    return this.#before;
  }

  /** What time it is for what is written here. */
  get now(): Date {
    return this.#now;
  }

  /** Appends an entry: gives it its place, its id, its strictly later time, and seals it to the one before. */
  append({ activity, role, audience = 'all', messageId }: Utterance): LogEntry {
    const { conversation } = this;
    const seq = conversation.headSeq + 1;
    // Until its first entry a conversation's times are those of whoever opened it, by a clock that may be wrong.
    if (seq === 1) Object.assign(conversation, { createdAt: this.#now, headAt: this.#now });
    const at = new Date(Math.max(this.#now.getTime(), conversation.headAt.getTime() + 1));
    const id = entryIdOf(conversation.id, seq);
    const content: LoggedActivity = { ...activity, id, timestamp: at.toISOString() };
    const salt = newSalt();
    const digest = digestWritten(salt, content);
    const sealed = {
      conversationId: conversation.id,
      seq,
      id,
      role,
      audience,
      at,
      digest,
      ...(messageId ? { messageId } : {}),
    };
    const entry: LogEntry = { ...sealed, activity: content, salt, hash: hashOf(sealed, conversation.headHash) };
    conversation.headSeq = seq;
    conversation.headHash = entry.hash;
    conversation.headAt = at;
    this.appended.push(entry);
    return entry;
  }
}
