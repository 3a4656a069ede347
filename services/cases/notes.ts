import type { CaseStore, Note } from './case.ts';

/** Adds what is said to a conversation's latest case that isn't closed, where there is one. */
export async function noteOnLatest(
  note: Note,
  conversationId: string,
  cases: Pick<CaseStore, 'ofConversation' | 'keep'>,
): Promise<void> {
  const latest = (await cases.ofConversation(conversationId)).findLast(({ closedAt }) => !closedAt);
  if (latest) await cases.keep({ ...latest, facts: [], notes: [note] });
}
