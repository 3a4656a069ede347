import type { TalkState } from '../../dialogs/kit/talk-state.ts';
import type { LogEntry } from '../../services/conversation-log/entry.ts';
import type { Stores } from '../../services/stores.ts';
import type { Incoming } from './incoming.ts';
import { type CustomersOwn, isChange, type Message, wordsOf } from './message.ts';

/** Changes of one message that are looked through for the latest one. */
const MOST_AFTER = 500;

/**
 * The messages of a line with the words that they have in the end: one that was changed before it was answered is
 * answered in its new words, one that was taken back isn't. The change itself is moot then: it stands in the log, and
 * nothing is said to it.
 */
export function settled(incomings: readonly Incoming[]): Message[] {
  const messages = incomings.map((incoming): Message => ({ incoming, words: wordsOf(incoming), answering: 'bot' }));
  for (const [at, change] of messages.entries()) {
    if (!isChange(change.incoming)) continue;
    const { about } = change.incoming;
    const of = messages.findLast(({ incoming }, place) => place < at && incoming.messageId === about);
    if (!of || about === undefined) continue;
    change.moot = true;
    of.words = change.words;
    of.rewritten = true;
    of.moot = change.incoming.activity.type === 'messageDelete';
  }
  return messages;
}

/** What a change is of, as it stands in the log; undefined for what never came in. */
export async function changedBy({ log }: Pick<Stores, 'log'>, change: CustomersOwn, id: string | undefined) {
  const { conversationId } = change;
  const original = id === undefined ? undefined : await log.entry(conversationId, id);
  if (!original) return undefined;
  const later = await log.read(conversationId, original.seq, { reader: 'customer', limit: MOST_AFTER });
  const latest =
    later.findLast(
      ({ role, activity }) => role === 'customer' && isOf(activity?.type, activity?.replyToId, original.id),
    ) ?? original;
  return { entry: original, latest };
}

const isOf = (type: unknown, replyToId: unknown, id: string): boolean =>
  replyToId === id && (type === 'messageUpdate' || type === 'messageDelete');

/** Whether a change says what stands there already: channels send one for the picture that they add to a link, too. */
export function saysTheSame({ activity }: LogEntry, { activity: changed }: CustomersOwn): boolean {
  if (activity?.type === 'messageDelete' || changed.type === 'messageDelete') return activity?.type === changed.type;
  const content = (of: typeof activity) => JSON.stringify([of?.text ?? '', of?.value ?? null, count(of?.attachments)]);
  return content(activity) === content(changed);
}

const count = (list: unknown): number => (Array.isArray(list) ? list.length : 0);

/**
 * What the bot remembers after a message to which it says nothing: the customer has spoken since clauses were shown, and
 * what they say next confirms nothing of them.
 */
export function spokenSince({ shown, ...state }: Partial<TalkState>): Partial<TalkState> {
  if (!shown) return state;
  const { fresh: _, ...seen } = shown;
  return { ...state, shown: seen };
}
