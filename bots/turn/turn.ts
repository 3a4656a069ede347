import { isDeepStrictEqual } from 'node:util';
import type { TalkState } from '../../dialogs/kit/talk-state.ts';
import { isInDanger } from '../../dialogs/routing/distress.ts';
import type { LogEntry } from '../../services/conversation-log/entry.ts';
import type { Conversation } from '../../services/conversations/conversations.ts';
import type { ConversationInTurn } from '../../services/conversations/in-turn.ts';
import type { Database } from '../../services/stores.ts';
import type { WritingTime } from '../../services/time/clock.ts';
import type { Comprehension } from '../../understanding/intent-recognizer.ts';
import { spokenSince } from '../incoming/changes.ts';
import type { Incoming, Outcome } from '../incoming/incoming.ts';
import { type Answering, answeredTogether, isChange, type Message } from '../incoming/message.ts';
import type { Speech } from '../speaking/speech.ts';
import type { BotStores } from '../speaking/watched-stores.ts';
import { type Applied, applyAgentAction, applyCustomerActivity } from './apply.ts';
import type { Gate } from './gate.ts';

/** What turns are kept with. */
export interface Keeping {
  database: Database;
  writingTime: WritingTime;
  gate: Gate;
}

/** A turn that is kept: the conversation as it was committed, and the database's clock. */
export interface Kept {
  conversation: Conversation;
  now: Date;
}

/** What came of a message in a turn that is kept, and the conversation as it stands now. */
export interface TurnResult {
  outcome: Outcome;
  conversation: Conversation;
  understood: Comprehension | undefined;
  /** Whether a model's proposal for it held. */
  isProposed: boolean;
  answered: Answering;
}

/** What a turn is taken with, and what came in. */
export interface TurnGround {
  speech: Speech;
  inTurn: ConversationInTurn;
  /** What the bot reads from and writes to. */
  stores: BotStores;
  messages: readonly Message[];
}

/** Notes what came in for the first time, and lets the bot answer it. Each message gets its entry, or what it repeats. */
export async function takeTurn(ground: TurnGround): Promise<void> {
  const { inTurn, messages } = ground;
  const { conversation } = inTurn;
  const reference = referenceIn(messages);
  if (reference && !isDeepStrictEqual(reference, conversation.reference)) conversation.reference = reference;
  const first = (message: Message) => messages.find(({ incoming }) => isSame(incoming, message.incoming)) as Message;
  let fresh = messages.filter((message) => message.duplicateOf === undefined && first(message) === message);
  while (fresh.length > 0) {
    const group = answeredTogether(
      fresh,
      conversation.state as Partial<TalkState>,
      conversation.floor.holder === 'queue',
    );
    fresh = fresh.slice(group.length);
    await answer(ground, group);
  }
  for (const message of messages) if (!message.entry) message.duplicateOf ??= first(message).entry?.id;
}

/** What came of a message in a turn that is kept. */
export const outcomeOf = ({ duplicateOf, entry }: Message): Outcome => ({
  id: duplicateOf ?? (entry as LogEntry).id,
  repeated: duplicateOf !== undefined,
});

/** Where the conversation is answered from now on, as the last message says that says it. */
export const referenceIn = (messages: readonly Message[]): Conversation['reference'] =>
  messages.findLast(({ incoming }) => incoming.reference)?.incoming.reference;

/** Whether something was said that a push channel has to send. */
export const saidSomething = ({ conversation, appended }: ConversationInTurn): boolean =>
  conversation.reference !== undefined &&
  appended.some(({ role, audience }) => role !== 'customer' && audience === 'all');

/** Notes a group of messages, and lets the bot say something to all of them at once. */
async function answer({ speech, inTurn, stores, messages }: TurnGround, group: readonly Message[]): Promise<void> {
  const inDanger = group.some(({ understood }) => isInDanger(understood));
  let botSpeaks = false;
  for (const message of group) {
    const applied = apply(inTurn, message.incoming, inDanger, changedIn(message, messages));
    message.entry = applied.entry;
    botSpeaks = applied.botSpeaks;
  }
  if (!botSpeaks) return;
  if (group.every(({ moot }) => moot)) {
    if (group.some(({ rewritten }) => rewritten)) inTurn.conversation.state = spokenSince(inTurn.conversation.state);
    return;
  }
  await speech.answer(stores, inTurn, group);
}

/** The entry that a message changes; undefined where it is no change. */
function changedIn({ incoming, changed }: Message, messages: readonly Message[]): string | undefined {
  if (changed || !isChange(incoming)) return changed?.entry;
  return messages.find(({ incoming: { messageId }, entry }) => entry && messageId === incoming.about)?.entry?.id;
}

const apply = (
  inTurn: ConversationInTurn,
  incoming: Incoming,
  inDanger: boolean,
  about: string | undefined,
): Applied =>
  incoming.from === 'agent'
    ? applyAgentAction(inTurn, incoming)
    : applyCustomerActivity(inTurn, incoming, inDanger, about);

const isSame = (one: Incoming, other: Incoming): boolean =>
  one === other || (one.messageId !== undefined && one.messageId === other.messageId);
