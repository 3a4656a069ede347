import { writeFile } from 'node:fs/promises';
import { keyFileOf, openKeys, readKeys, writeKey } from '../../anchors/key-file.ts';
import { readConfig } from '../../config.ts';
import { makeSigningKey, publicText } from '../../services/checkpoints/keys.ts';
import { gatherEvidence } from '../../services/evidence/evidence.ts';
import { exportSigner } from '../../services/evidence/export-signer.ts';
import { evidencePage } from '../evidence/page.ts';
import { print } from '../lines.ts';
import { options, Usage } from '../usage.ts';
import { withDatabase } from '../with-database.ts';

/** Prints which clauses were shown to a customer and what they said to it, with the chain; or writes it as a page to read. */
export const evidence = async (args: string[]): Promise<void> => {
  const { given, rest } = options(args, ['html', 'new', 'name']);
  const [id] = rest;
  if (id === 'key') return key(given);
  if (!id) throw new Usage('say which conversation');
  await withDatabase(async ({ database }, config) => {
    const { zone } = config;
    const keys = await openKeys(config);
    const sign = keys && exportSigner(database, keys);
    const gathered = await gatherEvidence(database, id, { zone, now: new Date(), sign });
    if (!gathered) throw new Error(`there is no conversation ${id}`);
    if (given.html === undefined) return print(gathered);
    await writeFile(given.html, evidencePage(gathered));
    const { conversation, disclosures, chain } = gathered;
    print({ html: given.html, conversation, disclosures: disclosures.length, entries: chain.length - 1 });
  });
};

/** Prints the public key by which others check what the desk signs, or makes a key in a file that isn't there yet. */
async function key({ new: file, name }: { new?: string; name?: string }): Promise<void> {
  if (file !== undefined) {
    const made = makeSigningKey(name ?? 'policydesk');
    await writeKey(file, made);
    return print({ key: publicText(made), file });
  }
  const kept = keyFileOf(readConfig(process.env));
  const keys = kept === undefined ? undefined : await readKeys(kept);
  if (!keys)
    throw new Error(
      'there is no key yet: start the desk once, or make one with "desk evidence key --new FILE" and set EVIDENCE_KEY_FILE to it',
    );
  const [signing, ...older] = keys.known.map(publicText);
  print({ key: signing, ...(older.length > 0 ? { older } : {}), file: kept });
}
