import { codeOf } from '../../../services/identity/codes.ts';
import { identityIn } from '../../../services/identity/identity.ts';
import { IDENTITY, type TalkDesk, type TestTalk } from '../talk.ts';

/**
 * The one-time code that the customer has of a conversation, or another one than that. Undefined where none is awaited, and
 * of the right one where it was sent to nobody.
 */
export async function codeOnHand(
  { opened }: TalkDesk,
  { id }: TestTalk,
  which: true | 'wrong',
): Promise<string | undefined> {
  const { challenge } = identityIn((await opened.database.conversations.find(id))?.state ?? {});
  if (!challenge) return undefined;
  const code = codeOf(IDENTITY.key, { conversationId: id, nonce: challenge.nonce });
  if (which === 'wrong') return String((Number(code) + 1) % 10 ** code.length).padStart(code.length, '0');
  return challenge.to && code;
}
