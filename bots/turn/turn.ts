import { isDeepStrictEqual } from 'node:util';
import type { TalkState } from '../../dialogs/kit/talk.ts';
import { isInDanger } from '../../dialogs/routing/distress.ts';
import type { Conversation, ConversationInTurn } from '../../services/conversations/conversations.ts';
import type { Database } from '../../services/stores.ts';
import type { WritingTime } from '../../services/time/clock.ts';
import type { Comprehension } from '../../understanding/intent-recognizer.ts';
import { spokenSince } from '../incoming/changes.ts';
import type { Incoming, Outcome } from '../incoming/incoming.ts';
import { answeredTogether, isChange, type Message } from '../incoming/message.ts';
import type { Answering, Speech } from '../speaking/speech.ts';
import type { BotStores } from '../speaking/watched-stores.ts';
import { type Applied, applyAgentAction, applyCustomerActivity } from './apply.ts';

/** What turns are kept with. */
export interface Keeping {
  database: Database;
  writingTime: WritingTime;
}

/** A turn that is kept: what came of each message, the conversation as it was committed, the database's clock. */
export interface Kept {
  outcomes: Outcome[];
  conversation: Conversation;
  now: Date;
}

/** What came of a message in a turn that is kept, and the conversation as it stands now. */
export interface TurnResult {
  outcome: Outcome;
  conversation: Conversation;
  understood: Comprehension | undefined;
  answered: Answering;
}

/** The messages that aren't answered by the bot, because it failed in that. */
export type Failed = Map<Message, Exclude<Answering, 'bot'>>;

/** Where a turn is taken. */
export interface TurnGround {
  speech: Speech;
  inTurn: ConversationInTurn;
  /** What the bot reads from and writes to. */
  stores: BotStores;
  messages: readonly Message[];
  /** Of each message, the entry under which it had come in before. */
  duplicates: readonly (string | undefined)[];
  failed: Failed;
}

/** Notes what came in for the first time, and lets the bot answer it. Returns what came of each message. */
export async function takeTurn(ground: TurnGround): Promise<Outcome[]> {
  const { inTurn, messages, duplicates } = ground;
  const { conversation } = inTurn;
  const reference = referenceIn(messages);
  if (reference && !isDeepStrictEqual(reference, conversation.reference)) conversation.reference = reference;
  const entries = new Map<Message, string>();
  const first = (message: Message) => messages.find(({ incoming }) => isSame(incoming, message.incoming)) as Message;
  let fresh = messages.filter((message, at) => duplicates[at] === undefined && first(message) === message);
  while (fresh.length > 0) {
    const group = answeredTogether(fresh, conversation.state as Partial<TalkState>);
    fresh = fresh.slice(group.length);
    await answer(ground, group, entries);
  }
  return messages.map((message, at) => ({
    id: duplicates[at] ?? (entries.get(first(message)) as string),
    repeated: duplicates[at] !== undefined || first(message) !== message,
  }));
}

/** Where the conversation is answered from now on, as the last message says that says it. */
export const referenceIn = (messages: readonly Message[]): Conversation['reference'] =>
  messages.findLast(({ incoming }) => incoming.reference)?.incoming.reference;

/** Whether something was said that a push channel has to send. */
export const saidSomething = ({ conversation, appended }: ConversationInTurn): boolean =>
  conversation.reference !== undefined &&
  appended.some(({ role, audience }) => role !== 'customer' && audience === 'all');

/** Notes what came in, and lets the bot say something to all of it at once. */
async function answer(
  { speech, inTurn, stores, failed }: TurnGround,
  group: readonly Message[],
  entries: Map<Message, string>,
): Promise<void> {
  const inDanger = group.some(({ understood }) => isInDanger(understood));
  const changedIn = ({ incoming, changed }: Message): string | undefined =>
    changed?.entry ?? (isChange(incoming) ? entryNamed(entries, incoming.about) : undefined);
  const applied = group.map((message) => apply(inTurn, message.incoming, inDanger, changedIn(message)));
  for (const [at, message] of group.entries()) entries.set(message, (applied[at] as Applied).entry.id);
  if (!applied.at(-1)?.botSpeaks) return;
  if (group.every(({ moot }) => moot)) {
    if (group.some(({ rewritten }) => rewritten)) inTurn.conversation.state = spokenSince(inTurn.conversation.state);
    return;
  }
  const how = group.map((message) => failed.get(message) ?? 'bot').find((one) => one !== 'bot') ?? 'bot';
  await speech.answer(stores, inTurn, { messages: group, entries: applied.map(({ entry }) => entry) }, how);
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

/** The entry of the message with this id, among those of this turn. */
const entryNamed = (entries: ReadonlyMap<Message, string>, messageId: string | undefined): string | undefined =>
  [...entries].find(([{ incoming }]) => incoming.messageId === messageId)?.[1];

const isSame = (one: Incoming, other: Incoming): boolean =>
  one === other || (one.messageId !== undefined && one.messageId === other.messageId);
