import type { Answer, Citation, NoAnswer } from '../knowledge/answer.ts';
import type { Product } from '../knowledge/product.ts';
import type { Dialog, Status } from './kit/dialog.ts';
import type { Frame, Talk } from './kit/talk.ts';

/** So many clauses that bear on a cover are shown in full; the rest by their headings. */
const IN_FULL = 3;

/** The question whose product is still open. */
type Asking = { question: string; products: string[] };

/** Answers a question about a product from its clauses, the exclusions first. */
export const ask = (): Dialog => ({
  name: 'ask',

  async begin(talk, frame) {
    const question = talk.said.words;
    const choice = talk.desk.knowledge.chooseProduct(question, talk.locale, talk.state.product);
    if ('product' in choice) return answer(talk, choice.product, question);
    frame.state = { question, products: choice.open.map(({ code }) => code) } satisfies Asking;
    return askWhich(talk, frame);
  },

  async continue(talk, frame) {
    const { question, products } = frame.state as Asking;
    const said = talk.said.words;
    const [byName] = talk.desk.knowledge.productsIn(said);
    const code = products[Number(said) - 1] ?? byName?.code;
    const product = code ? talk.desk.knowledge.product(code) : undefined;
    return product ? answer(talk, product, question) : 'declined';
  },

  reprompt: (talk, frame) => askWhich(talk, frame),
});

async function askWhich(talk: Talk, frame: Frame): Promise<Status> {
  const names = (frame.state as Asking).products.map(
    (code) => talk.desk.knowledge.product(code)?.text[talk.locale].name ?? code,
  );
  await talk.say(
    'ask.which-product',
    { products: names.map((name, index) => ({ name, number: index + 1 })) },
    { actions: names },
  );
  return 'waiting';
}

async function answer(talk: Talk, product: Product, question: string): Promise<Status> {
  talk.state.product = product.code;
  const found = talk.desk.knowledge.ask(product, question, talk.locale);
  if (found.verdict === 'unknown') await sayUnknown(talk, product, found, question);
  else await sayAnswer(talk, product, found);
  return 'complete';
}

async function sayUnknown(talk: Talk, product: Product, { nearest }: NoAnswer, question: string): Promise<void> {
  await talk.desk.misses.record({ question, product: product.code, locale: talk.locale, nearest });
  await talk.say('ask.unknown', {
    product: product.text[talk.locale].name,
    nearest: nearest.map(({ number, heading }) => ({ number, heading })),
  });
}

/** What takes away comes before what is given: in the clause's own words, then plainly. */
async function sayAnswer(talk: Talk, product: Product, { verdict, citations, bearing }: Answer): Promise<void> {
  const about = { product: product.text[talk.locale].name, version: product.version, hotline: product.hotline };
  const shown = bearing.slice(0, IN_FULL);
  const named = bearing.slice(IN_FULL).map(({ number, heading }) => ({ number, heading }));
  if (shown.length > 0) {
    const entryId = await talk.say('ask.bearing', {
      ...about,
      verdict,
      [verdict]: true,
      clauses: shown.map(quoted),
      named,
    });
    await talk.desk.disclosures.shown(
      shown.map(({ product: code, version, clause, hash }) => ({
        entryId,
        product: code,
        version,
        clause,
        wordsHash: hash,
      })),
    );
    talk.state.unconfirmed = entryId;
  }
  const [first] = citations;
  if (!shown.includes(first) && !shown.some(({ clause }) => clause === first.clause)) {
    await talk.say(`ask.${verdict}`, { ...about, ...quoted(first) });
  }
  if (shown.length > 0) await talk.say('ask.confirm', { count: shown.length });
}

const quoted = ({ number, heading, words, plain = '', example = '', consequence = '', kind }: Citation) => ({
  number,
  heading,
  // A Markdown quotation: every line of the clause's words behind its own mark, unchanged.
  quotation: words
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => `> ${line}`)
    .join('\n>\n'),
  plain,
  example,
  consequence,
  [kind]: true,
});
