import { cite, firstScreen } from '../../../knowledge/answer.ts';
import type { Product } from '../../../knowledge/product.ts';
import { words as wordsOf } from '../../../templates/render.ts';
import { ASKS_FOR_EXCLUSIONS } from '../../../understanding/asking.ts';
import type { Status } from '../../kit/dialog.ts';
import type { Talk } from '../../kit/talk.ts';
import { inShort } from './disclose.ts';
import { sayGeneral } from './say-answer.ts';

/** The questions whose product is still open, and the products that it may be. */
export type Asking = { questions: string[]; products: string[] };

/** So many products are offered as buttons; the rest can be named. */
const MOST_OFFERED = 5;
/** So many are answered where nobody knows which it is. */
const MOST_LIKELY = 3;

/** Asks which product is meant: once in a conversation. */
export async function askWhich(talk: Talk, { products }: Asking): Promise<Status> {
  talk.state.askedWhich = true;
  const names = products
    .slice(0, MOST_OFFERED)
    .map((code) => talk.services.knowledge.product(code)?.text[talk.locale].name ?? code);
  await talk.say(
    'ask.which-product',
    {
      products: names.map((name, index) => ({ name, number: index + 1 })),
      more: products.length > MOST_OFFERED,
    },
    { actions: [...names, wordsOf('ask.which-unknown', talk.locale)] },
  );
  return 'waiting';
}

/** Answers where it stays open which product is meant: the general rule, else the likely products by name, each in short. */
export async function sayLikely(talk: Talk, { questions, products }: Asking): Promise<Status> {
  const { knowledge } = talk.services;
  for (const question of questions) {
    if (ASKS_FOR_EXCLUSIONS.test(question)) {
      await sayWhatExclusionsAre(talk, { questions: [question], products });
      continue;
    }
    const general = knowledge.askGeneral(question, talk.locale)?.entry;
    const likely = likelyOnes(talk, products, question);
    if (general) await sayGeneral(talk, general);
    else if (likely.length === 0) await talk.say('ask.no-general-rule');
    else await talk.say('ask.likely', { products: likely }, { actions: likely.map(({ name }) => name) });
    if (!general && likely.length > 0) talk.state.openQuestion = question;
  }
  return 'complete';
}

/** Whether something can be said to every question, though it is open which product is meant. */
export const mayAnswer = (talk: Talk, { questions, products }: Asking): boolean =>
  questions.every((question) => ASKS_FOR_EXCLUSIONS.test(question) || likelyOnes(talk, products, question).length > 0);

/** What the likely products say to a question, those first that fit it best. */
const likelyOnes = (talk: Talk, products: readonly string[], question: string) =>
  products
    .flatMap((code) => talk.services.knowledge.product(code) ?? [])
    .flatMap((product) => inOneLine(talk, product, question) ?? [])
    .slice(0, MOST_LIKELY);

/** What an exclusion is, and of which products they can be listed. */
async function sayWhatExclusionsAre(talk: Talk, { questions: [question = ''], products }: Asking): Promise<void> {
  const { knowledge } = talk.services;
  const entry = knowledge.general.find(({ id }) => id === 'exclusion');
  if (entry) await sayGeneral(talk, entry);
  talk.state.openQuestion = question;
  const names = products
    .slice(0, MOST_OFFERED)
    .flatMap((code) => knowledge.product(code)?.text[talk.locale].name ?? []);
  await talk.say('ask.name-it', {}, { actions: names });
}

/** What a product says to a question, in a line: what takes away first. */
function inOneLine(talk: Talk, product: Product, question: string) {
  const answer = talk.services.knowledge.ask(product, question, talk.locale);
  if (answer.verdict === 'unknown') return undefined;
  const { first, carrying } = firstScreen(answer);
  const shown = [first, carrying].filter((one) => one !== undefined);
  const [deciding] = answer.citations;
  const lines = (shown.length > 0 ? shown : [deciding]).map((citation) => ({
    number: citation.number,
    heading: citation.heading,
    plain: inShort(citation, question),
  }));
  return { name: product.text[talk.locale].name, clauses: lines };
}

/** All clauses of a kind that a product has, as they are listed. */
export const headings = (talk: Talk, product: Product, kind: string) =>
  product.clauses.filter((clause) => clause.kind === kind).map((clause) => cite(product, clause, talk.locale));
