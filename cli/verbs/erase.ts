import { openKeys } from '../../anchors/key-file.ts';
import { eraseConversation as eraseEntries } from '../../services/evidence/erase.ts';
import { print } from '../lines.ts';
import { options, Usage } from '../usage.ts';
import { withDatabase } from '../with-database.ts';

/** Erases the content of a conversation or of one entry, with an entry that says who, when and why. */
export const erase = async (args: string[]): Promise<void> => {
  const { given, rest } = options(args, ['entry', 'cases', 'by', 'why']);
  const [conversationId] = rest;
  const { entry, cases, by = '', why = '' } = given;
  if (!conversationId) throw new Usage('say which conversation');
  if (by.trim() === '' || why.trim() === '') throw new Usage('say who erases it (--by) and why (--why)');
  const seq = entry === undefined ? undefined : Number(entry);
  if (seq !== undefined && !(Number.isSafeInteger(seq) && seq > 0))
    throw new Usage('--entry is the number of an entry');
  const judged = cases?.split(',').map((reference) => reference.trim());
  if (judged?.includes('')) throw new Usage('--cases are references such as BA261118-012345, with commas between them');
  await withDatabase(async ({ database, writingTime }, config) => {
    const keys = await openKeys(config);
    const what = { conversationId, seq, by, why, ...(judged ? { judged } : {}) };
    const { entries, ...more } = await eraseEntries(database, what, { keys, writingTime, zone: config.zone });
    print({ conversation: conversationId, erased: entries, ...more, by, why, signed: keys !== undefined });
  });
};
