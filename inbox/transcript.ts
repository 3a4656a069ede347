import type { Locale } from '../language/locale.ts';
import type { Conversation } from '../services/conversations/conversations.ts';
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
