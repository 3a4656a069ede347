import type { LogEntry, LoggedActivity } from '../../services/conversation-log/entry.ts';
import { type Conversation, ConversationInTurn } from '../../services/conversations/conversations.ts';
import type { Stores } from '../../services/stores.ts';
import { changedBy, saysTheSame } from '../incoming/changes.ts';
import { type Incoming, NoSuchConversation, NotDue } from '../incoming/incoming.ts';
import { isChange, type Message } from '../incoming/message.ts';
import type { Speech } from '../speaking/speech.ts';
import { type Failed, type Keeping, type Kept, saidSomething, takeTurn } from './turn.ts';

/** Turns under the conversation's lock, each in one transaction: everything of it is kept, or nothing. */
export class LockedTurns {
  readonly #parts: Keeping;
  readonly #speech: Speech;

  constructor(parts: Keeping, speech: Speech) {
    this.#parts = parts;
    this.#speech = speech;
  }

  /** Returns what came of each message and the conversation as it was committed. */
  take(messages: readonly Message[], failed: Failed): Promise<Kept> {
    const { database, writingTime } = this.#parts;
    return database.transaction(async (stores, last) => {
      const incomings = messages.map(({ incoming }) => incoming);
      const { conversation, duplicates, now } = await lock(stores, incomings);
      for (const incoming of incomings)
        if (!((await dutyOf(incoming)?.(conversation, stores)) ?? true)) throw new NotDue(conversation.id);
      const inTurn = new ConversationInTurn(conversation, writingTime(now));
      await findChanged(stores, messages, duplicates);
      const outcomes = await takeTurn({ speech: this.#speech, inTurn, stores, messages, duplicates, failed });
      last(stores.conversations.save(inTurn));
      if (saidSomething(inTurn)) last(stores.deliveries.wake(conversation.id, conversation.transport, inTurn.now));
      return { outcomes, conversation, now };
    });
  }
}

/** Locks the conversation, which may be opened for it, and finds which of the messages had come in before. */
async function lock({ conversations }: Stores, incomings: readonly Incoming[]) {
  const [first] = incomings as [Incoming, ...Incoming[]];
  const opens = incomings.find((incoming) => incoming.opens)?.opens;
  if (opens && !(await conversations.lock(first.conversationId))) await conversations.create(opens);
  const duplicates: (string | undefined)[] = [];
  let held: { conversation: Conversation; now: Date } | undefined;
  for (const { conversationId, messageId } of incomings) {
    const found = await conversations.lock(conversationId, messageId);
    if (!found) throw new NoSuchConversation(conversationId);
    held ??= found;
    duplicates.push(found.duplicateOf);
  }
  return { ...(held as { conversation: Conversation; now: Date }), duplicates };
}

/**
 * Finds what the changes among the messages are of. One that says what stands there already is a repeat; one of a
 * message that never came in is that message.
 */
async function findChanged(
  stores: Stores,
  messages: readonly Message[],
  duplicates: (string | undefined)[],
): Promise<void> {
  for (const [at, message] of messages.entries()) {
    const { incoming } = message;
    if (!isChange(incoming) || message.moot || duplicates[at] !== undefined) continue;
    const { conversationId, about } = incoming;
    const named = (await stores.conversations.lock(conversationId, about))?.duplicateOf;
    const found = await changedBy(stores, incoming, named);
    if (found && saysTheSame(found.latest, incoming)) duplicates[at] = found.latest.id;
    else if (found) message.changed = { entry: found.entry.id, before: textIn(found.latest) };
    else if (incoming.activity.type === 'messageUpdate')
      message.incoming = { ...incoming, messageId: about, about: undefined, activity: asMessage(incoming.activity) };
  }
}

const asMessage = (activity: LoggedActivity): LoggedActivity => ({ ...activity, type: 'message' });

const textIn = ({ activity }: LogEntry): string | undefined =>
  activity?.type === 'messageDelete' ? undefined : (activity?.text ?? '');

const dutyOf = (incoming: Incoming) => (incoming.from === 'customer' ? undefined : incoming.isDue);
