import { readConfig } from '../../config.ts';
import { languageOf } from '../../dialogs/understand/text.ts';
import type { Citation } from '../../knowledge/answer.ts';
import { loadKnowledge } from '../../knowledge/knowledge.ts';
import { forEachLine } from '../lines.ts';
import { options, Usage } from '../usage.ts';

/** What the desk would answer to each question. Without a product, the one that the question names. */
export const ask = async (args: string[]): Promise<void> => {
  const { given } = options(args, ['product']);
  const { knowledgeDir, locale } = readConfig(process.env);
  const knowledge = loadKnowledge(knowledgeDir);
  if (given.product && !knowledge.product(given.product))
    throw new Usage(
      `there is no product ${given.product}: use one of ${knowledge.products.map(({ code }) => code).join(', ')}`,
    );
  await forEachLine((question) => {
    const language = languageOf(question) ?? locale;
    const choice = given.product
      ? { product: knowledge.product(given.product) }
      : knowledge.chooseProduct(question, language);
    const product = 'product' in choice ? choice.product : undefined;
    if (!product) return { question, verdict: 'unknown', product: null, citations: [], exclusions: [] };
    const answer = knowledge.ask(product, question, language);
    if (answer.verdict === 'unknown')
      return { question, verdict: 'unknown', product: product.code, citations: [], exclusions: [] };
    const { verdict, citations, bearing } = answer;
    return {
      question,
      verdict,
      product: product.code,
      citations: citations.map(shown),
      exclusions: bearing.map(shown),
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
