import { readConfig } from '../../config.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import { languageOf } from '../../language/text.ts';
import { forEachLine } from '../lines.ts';
import { localeIn, options } from '../usage.ts';

/** The clauses that fit each query, the best first. */
export const search = async (args: string[]): Promise<void> => {
  const { given } = options(args, ['product', 'top', 'locale']);
  const { knowledgeDir, locale } = readConfig(process.env);
  const asked = localeIn(given.locale);
  const knowledge = loadKnowledge(knowledgeDir);
  const products = knowledge.products.filter(({ code }) => given.product === undefined || code === given.product);
  await forEachLine((query) => {
    const language = asked ?? languageOf(query) ?? locale;
    const hits = products
      .flatMap((product) =>
        knowledge.search(product, query, language).map((hit) => ({ product: product.code, ...hit })),
      )
      .sort((a, b) => b.score - a.score)
      .slice(0, Number(given.top ?? 5));
    return {
      query,
      clauses: hits.map(({ product, clause, score }) => ({
        product,
        clause: clause.text[language].number,
        id: clause.id,
        heading: clause.text[language].heading,
        score: Math.round(score * 1000) / 1000,
      })),
    };
  });
};
