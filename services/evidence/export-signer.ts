import type { DeskKeys } from '../checkpoints/grow.ts';
import { publicText } from '../checkpoints/keys.ts';
import { proveConversation } from '../checkpoints/proof.ts';
import { signatureLine } from '../checkpoints/signed-note.ts';
import type { Signed, TranscriptHeader } from '../conversation-log/transcript.ts';
import type { Stores } from '../stores.ts';
import { statementOf } from './signed.ts';

/** More than any log has: PostgreSQL's largest integer. */
const MOST_ENTRIES = 2 ** 31 - 1;

/** The database has less of a conversation than was signed. The desk doesn't sign that this is all. */
export class Shortened extends Error {
  constructor(conversation: string, { seq, index }: { seq: number; index: number }) {
    super(
      `${conversation} has fewer entries than the ${seq} that were signed (leaf ${index}), so its end is not signed: desk verify --all says what else is missing`,
    );
  }
}

/**
 * Signs headers of exports, and adds the newest checkpoint's proof. Throws {@link Shortened} where more entries were
 * signed before than the conversation has now.
 */
export const exportSigner =
  ({ tree, conversations }: Pick<Stores, 'tree' | 'conversations'>, { signing, known }: DeskKeys) =>
  async (header: TranscriptHeader): Promise<Signed> => {
    const { conversation, entries } = header;
    const newest = await tree.newestCheckpoint();
    const leaf = newest && (await tree.newestLeaf(conversation, { size: newest.size, entries: MOST_ENTRIES }));
    // It may have gone on since its header was written; a log is never shorter than a leaf that was read before it.
    if (leaf && leaf.seq > entries && ((await conversations.heads([conversation])).get(conversation) ?? 0) < leaf.seq)
      throw new Shortened(conversation, leaf);
    return {
      keys: known.map(publicText),
      signature: signatureLine(statementOf(header), signing),
      proven: (await proveConversation(tree, { conversationId: conversation, entries, keys: known })) ?? null,
    };
  };
