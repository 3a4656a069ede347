import { type Conversation, hasOpenMatter } from '../../conversations/conversations.ts';
import type { Stores } from '../../stores.ts';

/** Why a conversation is left as it is. */
export type LeftBecause =
  /** It waits for a person, or has one. */
  | 'with-people'
  | 'matter-in-hand'
  /** Something is due to be delivered. */
  | 'to-be-delivered'
  /** A case is open, and one of its deadlines isn't over. */
  | 'deadline-runs'
  /** It went on while it was archived. */
  | 'moved-on'
  /** Somebody had it at that moment. */
  | 'busy'
  /** Its log or its file doesn't hold; `detail` says in what. */
  | 'not-verified'
  | 'too-large';

/** A conversation that is left, or a file in the archive's folder that is nobody's. */
export type Left =
  | { conversation: string; reason: LeftBecause; detail?: string }
  | { file: string; reason: 'unreadable' | 'of-nobody' };

/** Why one is left, and in what. */
export type Because = { reason: LeftBecause; detail?: string };

/** Why a conversation isn't over; undefined where it is. */
export async function whyItStays(
  { archives, cases }: Pick<Stores, 'archives' | 'cases'>,
  conversation: Conversation,
  now: Date,
): Promise<LeftBecause | undefined> {
  if (conversation.floor.holder !== 'bot') return 'with-people';
  if (hasOpenMatter(conversation)) return 'matter-in-hand';
  if (await archives.isDue(conversation.id)) return 'to-be-delivered';
  const bound = await cases.ofConversation(conversation.id);
  const runs = bound.some(({ closedAt, deadlines }) => !closedAt && deadlines.some(({ dueAt }) => dueAt >= now));
  return runs ? 'deadline-runs' : undefined;
}
