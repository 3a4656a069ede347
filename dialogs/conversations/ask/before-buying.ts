import type { Product } from '../../../knowledge/product.ts';
import type { Talk } from '../../kit/talk.ts';

const COMPARES =
  /区别|不同|不一样|差别|差在|对比|比较|比一比|哪个好|哪种好|还是|\b(?:compare|comparison|difference|differ|differs|versus|vs|better|or)\b/i;
/** What a product is for, whom it is for, what it costs: asked of the product as a whole, not of a clause. */
const WHOLE =
  /(?:是|做|干)(?:做|干)?什么(?:用)?的|保(?:些)?(?:什么|啥)|保障(?:什么|哪些|内容)|介绍|有什么用|适合谁|适合什么人|(?:多少|几)钱|保费(?:多少|怎么算|贵)|贵不贵|怎么卖|\b(?:what is|what's|what does) .{0,40}(?:for|about|cover)\b|\b(?:tell me about|how much (?:is|does)|what does it cost|price of|cost of|who is .{0,30} for)\b/i;
/** Of one benefit, limit or payment: a clause answers that. */
const ONE_THING = /赔多少|报多少|退多少|垫|免赔|限额|罚|定金|修|\b(?:paid|claim|limit|deductible|refund)\b/i;
/** Headings are enough for a comparison; so many of each. */
const MOST = 12;

/** Sets two products side by side, what they don't pay first. Returns whether that was asked for. */
export async function compare(talk: Talk, question: string): Promise<boolean> {
  const [one, other, ...more] = talk.services.knowledge.productsNamed(question);
  if (!one || !other || more.length > 0 || !COMPARES.test(question)) return false;
  await talk.say('ask.compare', { products: [one, other].map((product) => summary(talk, product)) });
  return true;
}

/** Says what a product is for, who can buy it and what it costs. Returns whether that was asked for. */
export async function sayPurpose(talk: Talk, question: string, given: Product | undefined): Promise<boolean> {
  const [named, another] = talk.services.knowledge.productsNamed(question);
  const product = given ?? named;
  if (!product || another || !WHOLE.test(question) || ONE_THING.test(question)) return false;
  if (!product.text[talk.locale].purpose) return false;
  talk.state.product = product.code;
  await talk.say('ask.purpose', summary(talk, product));
  return true;
}

function summary(talk: Talk, product: Product) {
  const { name, purpose = '', soldTo, premium = '' } = product.text[talk.locale];
  const headings = (kind: string) => {
    const found = product.clauses.filter((clause) => clause.kind === kind);
    const shown = found.slice(0, MOST).map(({ text }) => text[talk.locale].heading);
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
