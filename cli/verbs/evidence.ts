import { writeFile } from 'node:fs/promises';
import { type Knowledge, loadKnowledge } from '../../knowledge/knowledge.ts';
import { LOCALES } from '../../services/conversations.ts';
import { gatherEvidence, type Wordings } from '../../services/evidence.ts';
import { evidencePage } from '../evidence/page.ts';
import { print } from '../lines.ts';
import { options, Usage } from '../usage.ts';
import { withDatabase } from '../with-database.ts';

/** Prints what was explained to a customer and what they said to it, with the chain; or writes it as a page to read. */
export const evidence = async (args: string[]): Promise<void> => {
  const { given, rest } = options(args, ['html']);
  const [id] = rest;
  if (!id) throw new Usage('say which conversation');
  await withDatabase(async ({ database }, { knowledgeDir, zone }) => {
    const wordings = wordingsOf(loadKnowledge(knowledgeDir));
    const gathered = await gatherEvidence(database, id, { wordings, zone, now: new Date() });
    if (!gathered) throw new Error(`there is no conversation ${id}`);
    if (given.html === undefined) return print(gathered);
    await writeFile(given.html, evidencePage(gathered));
    const { conversation, disclosures, chain } = gathered;
    print({ html: given.html, conversation, disclosures: disclosures.length, entries: chain.length - 1 });
  });
};

/** The wordings that the products have, in whichever language was shown. */
export const wordingsOf =
  (knowledge: Knowledge): Wordings =>
  ({ product: code, version, clause: id, wordsHash }) => {
    const product = knowledge.product(code, version);
    const clause = product?.clauses.find((candidate) => candidate.id === id);
    const locale = LOCALES.find((language) => clause?.text[language].hash === wordsHash);
    if (!product || !clause || !locale) return undefined;
    const { number, heading, words, plain, example, consequence } = clause.text[locale];
    return {
      ...{ number, heading, words, kind: clause.kind, productName: product.text[locale].name },
      explanations: [plain, consequence, example].filter((part) => part !== undefined),
    };
  };
