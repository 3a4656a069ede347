import { exportTranscript } from '../../services/conversation-log/transcript.ts';
import { print } from '../lines.ts';
import { Usage } from '../usage.ts';
import { withDatabase } from '../with-database.ts';

/** Prints a conversation's transcript with its chain. */
export const exportConversation = async ([id]: string[]): Promise<void> => {
  if (!id) throw new Usage('say which conversation');
  await withDatabase(async ({ database }) => {
    const conversation = await database.conversations.find(id);
    if (!conversation) throw new Error(`there is no conversation ${id}`);
    for await (const line of exportTranscript(database.log, conversation, new Date())) print(line);
  });
};
