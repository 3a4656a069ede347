import { openKeys } from '../../anchors/key-file.ts';
import { exportTranscript } from '../../services/conversation-log/export-transcript.ts';
import { exportSigner } from '../../services/evidence/export-signer.ts';
import { print } from '../lines.ts';
import { Usage } from '../usage.ts';
import { withDatabase } from '../with-database.ts';

/** Prints a conversation's transcript with its chain. */
export const exportConversation = async ([id]: string[]): Promise<void> => {
  if (!id) throw new Usage('say which conversation');
  await withDatabase(async ({ database }, config) => {
    const conversation = await database.conversations.find(id);
    if (!conversation) throw new Error(`there is no conversation ${id}`);
    const keys = await openKeys(config);
    const sign = keys && exportSigner(database, keys);
    for await (const line of exportTranscript(database.log, conversation, new Date(), sign)) print(line);
  });
};
