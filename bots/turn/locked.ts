import type { LogEntry, LoggedActivity } from '../../services/conversation-log/entry.ts';
import type { Conversation } from '../../services/conversations/conversations.ts';
import { ConversationInTurn } from '../../services/conversations/in-turn.ts';
import type { Stores } from '../../services/stores.ts';
import { changedBy, saysTheSame } from '../incoming/changes.ts';
import { type Incoming, NoSuchConversation, NotDue } from '../incoming/incoming.ts';
import { beginAnew, isChange, type Message } from '../incoming/message.ts';
import type { Speech } from '../speaking/speech.ts';
import { type Keeping, type Kept, saidSomething, takeTurn } from './turn.ts';

/** Turns under the conversation's lock, each in one transaction: everything of it is kept, or nothing. */
export class LockedTurns {
  readonly #parts: Keeping;
  readonly #speech: Speech;

  constructor(parts: Keeping, speech: Speech) {
    this.#parts = parts;
    this.#speech = speech;
  }

  /** Returns the conversation as it was committed. */
  take(messages: readonly Message[], withdrawn: AbortSignal): Promise<Kept> {
    // Through the gate first: who waits there holds nobody's lock.
    return this.#parts.gate.through(() => this.#take(messages), withdrawn);
  }

  #take(messages: readonly Message[]): Promise<Kept> {
    const { database, writingTime } = this.#parts;
    return database.transaction(async (stores, last) => {
      beginAnew(messages);
      const { conversation, now } = await lock(stores, messages);
      for (const { incoming } of messages)
        if (!((await dutyOf(incoming)?.(conversation, stores)) ?? true)) throw new NotDue(conversation.id);
      const inTurn = new ConversationInTurn(conversation, writingTime(now));
      await findChanged(stores, messages);
      await takeTurn({ speech: this.#speech, inTurn, stores, messages });
      last(stores.conversations.save(inTurn));
      if (saidSomething(inTurn)) last(stores.deliveries.wake(conversation.id, conversation.transport, inTurn.now));
      return { conversation, now };
    });
  }
}

/** Locks the conversation, which may be opened for it, and finds which of the messages had come in before. */
async function lock({ conversations }: Stores, messages: readonly Message[]) {
  const [first] = messages as [Message, ...Message[]];
  const opens = messages.find(({ incoming }) => incoming.opens)?.incoming.opens;
  if (opens && !(await conversations.lock(first.incoming.conversationId))) await conversations.create(opens);
  let locked: { conversation: Conversation; now: Date } | undefined;
  for (const message of messages) {
    const { conversationId, messageId } = message.incoming;
    const found = await conversations.lock(conversationId, messageId);
    if (!found) throw new NoSuchConversation(conversationId);
    locked ??= found;
    message.duplicateOf = found.duplicateOf;
  }
  return locked as { conversation: Conversation; now: Date };
}

/**
 * Finds what the changes among the messages are of. One that says what stands there already is a repeat; one of a
 * message that never came in is that message.
 */
async function findChanged(stores: Stores, messages: readonly Message[]): Promise<void> {
  for (const message of messages) {
    const { incoming } = message;
    if (!isChange(incoming) || message.moot || message.duplicateOf !== undefined) continue;
    const { conversationId, about } = incoming;
    const named = (await stores.conversations.lock(conversationId, about))?.duplicateOf;
    const found = await changedBy(stores, incoming, named);
    if (found && saysTheSame(found.latest, incoming)) message.duplicateOf = found.latest.id;
    else if (found) message.changed = { entry: found.entry.id, before: textIn(found.latest) };
    else if (incoming.activity.type === 'messageUpdate')
      message.incoming = { ...incoming, messageId: about, about: undefined, activity: asMessage(incoming.activity) };
  }
}

const asMessage = (activity: LoggedActivity): LoggedActivity => ({ ...activity, type: 'message' });

const textIn = ({ activity }: LogEntry): string | undefined =>
  activity?.type === 'messageDelete' ? undefined : (activity?.text ?? '');

const dutyOf = (incoming: Incoming) => (incoming.from === 'customer' ? undefined : incoming.isDue);
