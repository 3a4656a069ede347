import type { CaseStore, Note } from './case.ts';

/**
 * Adds what is said to the case that was handed in last in a conversation, or to the latest draft where none was; closed
 * ones take nothing more.
 */
export async function noteOnLatest(
  note: Note,
  conversationId: string,
  cases: Pick<CaseStore, 'ofConversation' | 'keep'>,
): Promise<void> {
  const open = (await cases.ofConversation(conversationId)).filter(({ closedAt }) => !closedAt);
  const latest = open.findLast(({ submittedAt }) => submittedAt) ?? open.at(-1);
  if (latest) await cases.keep({ ...latest, facts: [], notes: [note] });
}
