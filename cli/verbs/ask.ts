import { readConfig } from '../../config.ts';
import type { Citation } from '../../knowledge/answer.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import { languageOf } from '../../language/text.ts';
import { forEachLine } from '../lines.ts';
import { localeIn, options, Usage } from '../usage.ts';

/** What the desk would answer to each question. Without a product, the one that the question names. */
export const ask = async (args: string[]): Promise<void> => {
  const { given } = options(args, ['product', 'locale']);
  const { knowledgeDir, locale } = readConfig(process.env);
  const asked = localeIn(given.locale);
  const knowledge = loadKnowledge(knowledgeDir);
  if (given.product && !knowledge.product(given.product))
    throw new Usage(
      `there is no product ${given.product}: use one of ${knowledge.products.map(({ code }) => code).join(', ')}`,
    );
  await forEachLine((question) => {
    const language = asked ?? languageOf(question) ?? locale;
    const product = given.product ? knowledge.product(given.product) : undefined;
    const reply = knowledge.reply(question, language, product ? { product } : {});
    if (reply.kind === 'open') return { question, verdict: 'unknown', product: null, citations: [], exclusions: [] };
    if (reply.kind === 'general') {
      const { id, clauseKinds, text } = reply.entry;
      const { heading, answer, sources } = text[language];
      const verdict = clauseKinds.includes('definition') ? 'definition' : 'procedure';
      return {
        question,
        verdict,
        product: null,
        citations: [{ clause: id, heading, text: answer, sources }],
        exclusions: [],
      };
    }
    const { product: about, answer } = reply;
    if (answer.verdict === 'unknown')
      return {
        question,
        verdict: 'unknown',
        product: about.code,
        citations: [],
        exclusions: [],
        nearest: answer.nearest.map(shown),
      };
    return {
      question,
      verdict: answer.verdict,
      product: about.code,
      citations: answer.citations.map(shown),
      exclusions: answer.bearing.map(shown),
    };
  });
};

const shown = ({ number, heading, words, version, hash, kind }: Citation) => ({
  clause: number,
  heading,
  text: words,
  kind,
  version,
  hash,
});
