import { writeFile } from 'node:fs/promises';
import { gatherEvidence } from '../../services/evidence/evidence.ts';
import { evidencePage } from '../evidence/page.ts';
import { print } from '../lines.ts';
import { options, Usage } from '../usage.ts';
import { withDatabase } from '../with-database.ts';

/** Prints which clauses were shown to a customer and what they said to it, with the chain; or writes it as a page to read. */
export const evidence = async (args: string[]): Promise<void> => {
  const { given, rest } = options(args, ['html']);
  const [id] = rest;
  if (!id) throw new Usage('say which conversation');
  await withDatabase(async ({ database }, { zone }) => {
    const gathered = await gatherEvidence(database, id, { zone, now: new Date() });
    if (!gathered) throw new Error(`there is no conversation ${id}`);
    if (given.html === undefined) return print(gathered);
    await writeFile(given.html, evidencePage(gathered));
    const { conversation, disclosures, chain } = gathered;
    print({ html: given.html, conversation, disclosures: disclosures.length, entries: chain.length - 1 });
  });
};
