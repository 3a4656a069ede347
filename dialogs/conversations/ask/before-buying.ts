import type { Product } from '../../../knowledge/product.ts';
import { phrases } from '../../../understanding/phrases/phrases.ts';
import type { Talk } from '../../kit/talk.ts';

const { compares, whole, part } = phrases('buying', ['compares', 'whole', 'part']);
/** Headings are enough for a comparison; so many of each. */
const MOST_HEADINGS = 12;

/** Sets two products side by side, what they don't pay first. Returns whether that was asked for. */
export async function compare(talk: Talk, question: string): Promise<boolean> {
  const [one, other, ...more] = talk.services.knowledge.productsNamed(question);
  if (!one || !other || more.length > 0 || !compares.test(question)) return false;
  await talk.say('ask.compare', { products: [one, other].map((product) => summary(talk, product)) });
  return true;
}

/** Says what a product is for, who can buy it and what it costs. Returns whether that was asked for. */
export async function sayPurpose(talk: Talk, question: string, given: Product | undefined): Promise<boolean> {
  const [named, another] = talk.services.knowledge.productsNamed(question);
  const product = given ?? named;
  if (!product || another || !whole.test(question) || part.test(question)) return false;
  if (!product.text[talk.locale].purpose) return false;
  talk.state.product = product.code;
  await talk.say('ask.purpose', summary(talk, product));
  return true;
}

function summary(talk: Talk, product: Product) {
  const { name, purpose = '', soldTo, premium = '' } = product.text[talk.locale];
  const headings = (kind: string) => {
    const found = product.clauses.filter((clause) => clause.kind === kind);
    const shown = found.slice(0, MOST_HEADINGS).map(({ text }) => text[talk.locale].heading);
    return { headings: shown, more: found.length - shown.length };
  };
  return {
    name,
    purpose,
    soldTo,
    premium,
    version: product.version,
    exclusions: headings('exclusion'),
    covers: headings('cover'),
    coolingOffDays: product.coolingOffDays ?? 0,
    waitingDays: product.waitingDays ?? 0,
  };
}
