import type { Locale } from '../language/locale.ts';
import type { Conversation } from '../services/conversations/conversations.ts';
import { agentOf } from '../services/conversations/floor.ts';
import { refuse } from './locale.ts';
import type { InboxParts } from './parts.ts';

/** A conversation by its id. Throws a 404. */
export async function findConversation(
  { database }: Pick<InboxParts, 'database'>,
  id: string,
  locale: Locale,
): Promise<Conversation> {
  const found = id.includes('\0') ? undefined : await database.conversations.find(id);
  if (!found) throw refuse(404, 'NotFound', 'no-such-conversation', { locale });
  return found;
}

/** The name of the agent who has a conversation; undefined where none has it. */
export async function agentNameIn(
  { floor }: Conversation,
  { agents }: Pick<InboxParts['database'], 'agents'>,
): Promise<string | undefined> {
  const agentId = agentOf(floor);
  return agentId === undefined ? undefined : agents.nameOf(agentId);
}
