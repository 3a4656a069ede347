import { openKeys } from '../../anchors/key-file.ts';
import { offsetOf, writingTimeAhead } from '../../services/clock.ts';
import { erase as eraseEntries } from '../../services/evidence/erase.ts';
import { print } from '../lines.ts';
import { options, Usage } from '../usage.ts';
import { withDatabase } from '../with-database.ts';

/** Erases the content of a conversation or of one entry, with an entry that says who, when and why. */
export const erase = async (args: string[]): Promise<void> => {
  const { given, rest } = options(args, ['entry', 'by', 'why']);
  const [conversationId] = rest;
  const { entry, by = '', why = '' } = given;
  if (!conversationId) throw new Usage('say which conversation');
  if (by.trim() === '' || why.trim() === '') throw new Usage('say who erases it (--by) and why (--why)');
  const seq = entry === undefined ? undefined : Number(entry);
  if (seq !== undefined && !(Number.isSafeInteger(seq) && seq > 0))
    throw new Usage('--entry is the number of an entry');
  await withDatabase(async ({ database }, config) => {
    const keys = await openKeys(config);
    const writingTime = writingTimeAhead(offsetOf(config.clock));
    const erased = await eraseEntries(database, { conversationId, seq, by, why, keys, writingTime });
    print({ conversation: conversationId, erased, by, why, signed: keys !== undefined });
  });
};
