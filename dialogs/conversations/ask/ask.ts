import type { Product } from '../../../knowledge/product.ts';
import { runsOn } from '../../../services/policies/policies.ts';
import { isoDate } from '../../../services/time/calendar.ts';
import { ASKS_IN_FORCE, PRODUCT_NOT_KNOWN } from '../../../understanding/asking.ts';
import { clauseNumber } from '../../../understanding/clause-number.ts';
import { WHETHER_PAID } from '../../../understanding/meanwhile/asked-in.ts';
import { questionIn } from '../../../understanding/meanwhile/question-in.ts';
import { isGeneral } from '../../../understanding/meanwhile/rules.ts';
import { distressIn, isAboutSelfHarm } from '../../../understanding/phrases/distress/distress.ts';
import { CERTAINTY } from '../../kit/certainty.ts';
import { declare } from '../../kit/declaration.ts';
import type { Status } from '../../kit/dialog.ts';
import type { Talk } from '../../kit/talk.ts';
import type { Frame } from '../../kit/talk-state.ts';
import { compare, sayPurpose } from './before-buying.ts';
import { asksForExclusions, sayExclusions } from './common.ts';
import { addHelpline } from './helpline.ts';
import { sayNumbered } from './in-hand.ts';
import { asksOfWording, isAmidMatter, sayHowItGoes, sayNearest, sayNotHere, sayOpen } from './meanwhile.ts';
import { type AtHand, inHandOrAtHand, policyIn, productAtHand } from './product-at-hand.ts';
import { recordMiss, SUICIDE, sayAnswer, sayGeneral, sayUnknown } from './say-answer.ts';
import { type Asking, askWhich, mayAnswer, sayLikely } from './which-product.ts';

/** Nobody asks a new question in fewer characters. */
const SHORTEST_QUESTION = 6;

/** Answers questions about products from their clauses, the exclusions first, and about insurance in general. */
export const ask = declare({
  intent: 'ask',
  dialog: (name) => ({
    name,

    async begin(talk, frame) {
      const { words } = talk.said;
      if (await compare(talk, words)) return 'complete';
      const questions = talk.services.knowledge.questionsIn(words);
      if (questions.length > 1) await talk.say('ask.several', { count: questions.length });
      if (await sayInForce(talk, words)) return 'complete';
      const status = await answerAll(talk, frame, questions, await productAtHand(talk, words));
      await addHelpline(talk, words);
      return status;
    },

    async continue(talk, frame) {
      const asking = frame.state as Asking;
      const { words, intent, score } = talk.said;
      if (PRODUCT_NOT_KNOWN.test(words)) return sayLikely(talk, asking);
      const { knowledge } = talk.services;
      const byNumber = knowledge.product(asking.products[Number(words) - 1] ?? '');
      const named = byNumber ? [byNumber] : knowledge.productsIn(words);
      const [product] = named;
      // What is asked anew is answered; who only says which it is has said it.
      const isNew = intent === 'ask' && score >= CERTAINTY.ofItsOwn && words.length >= SHORTEST_QUESTION;
      if (isNew && knowledge.productsNamed(words).length === 0) return this.begin(talk, frame);
      if (product && named.length === 1) return answerAll(talk, frame, asking.questions, { product, line: [] });
      return product ? sayLikely(talk, { ...asking, products: named.map(({ code }) => code) }) : 'declined';
    },

    // Asked once, whatever comes instead of an answer: then the likely ones are told.
    reprompt: (talk, frame) => sayLikely(talk, frame.state as Asking),
  }),
});

/** Answers one question after the other; waits where a question's product is open. */
async function answerAll(talk: Talk, frame: Frame, questions: readonly string[], atHand: AtHand): Promise<Status> {
  for (const [index, question] of questions.entries()) {
    const asking = await answerOne(talk, question, atHand);
    if (!asking) continue;
    frame.state = { ...asking, questions: questions.slice(index) } satisfies Asking;
    // The likely ones answer first: it is asked which one it is only where none of them says anything.
    if (!talk.state.askedWhich && !mayAnswer(talk, asking)) return askWhich(talk, frame.state as Asking);
    await sayLikely(talk, asking);
  }
  return 'complete';
}

/** Answers a question; returns what is still open about it. */
async function answerOne(talk: Talk, question: string, { product: given, line }: AtHand): Promise<Asking | undefined> {
  const { knowledge } = talk.services;
  const product = knowledge.productsNamed(question).length > 0 ? undefined : given;
  if (await sayPurpose(talk, question, product)) return undefined;
  if (clauseNumber(question) !== undefined || asksForExclusions(question)) {
    const about = product ?? (await inHandOrAtHand(talk, question));
    const spokenOf = knowledge.productsIn(question);
    if (!about) return open(question, [spokenOf, line, knowledge.products].find(({ length }) => length > 0) ?? []);
    if (await sayNumbered(talk, about, question)) return undefined;
    await sayExclusions(talk, about);
    return undefined;
  }
  const { product: known } = talk.state;
  const reply = knowledge.reply(question, talk.locale, {
    ...(product ? { product } : {}),
    ...(known ? { known } : {}),
  });
  if (reply.kind === 'open') {
    // Who asks about suicide isn't asked first which product: what the law says holds for each that pays on death.
    const general = isAboutSelfHarm(question) && knowledge.general.find(({ id }) => id === SUICIDE);
    if (general) {
      await sayGeneral(talk, general, { isUntitled: hasLost(talk) });
      return undefined;
    }
    const ofLine = bestOf(talk, line, question);
    if (!ofLine && !isAmidMatter(talk)) {
      const asked = questionIn(question);
      if (!asked || asked === WHETHER_PAID) return open(question, reply.products);
      await sayHowItGoes(talk, asked);
    } else if (ofLine) await sayOf(talk, ofLine, question);
    else await sayOpen(talk, question);
    return undefined;
  }
  if (reply.kind === 'general') {
    const [of, other] = knowledge.productsNamed(question);
    if (of && !other) talk.state.product = of.code;
    await sayGeneral(talk, reply.entry, { isUntitled: reply.entry.id === SUICIDE && hasLost(talk) });
  } else await sayOf(talk, reply.product, question);
  return undefined;
}

const open = (question: string, products: readonly Product[]): Asking => ({
  questions: [question],
  products: products.map(({ code }) => code),
});

/** What a product's wording says to a question. */
async function sayOf(talk: Talk, product: Product, question: string): Promise<void> {
  talk.state.product = product.code;
  const answer = talk.services.knowledge.ask(product, question, talk.locale);
  if (answer.verdict !== 'unknown') return sayAnswer(talk, product, answer, { question });
  const general = questionIn(question);
  if (general && isGeneral(general)) return sayHowItGoes(talk, general);
  if (!isAmidMatter(talk) || asksOfWording(question)) return sayUnknown(talk, product, answer, question);
  await recordMiss(talk, product, answer, question);
  if (!(await sayNearest(talk, question))) await sayNotHere(talk, product);
}

/** Of some products the one whose clauses fit a question best. */
export const bestOf = (talk: Talk, products: readonly Product[], question: string): Product | undefined => {
  const fits = (product: Product) => talk.services.knowledge.search(product, question, talk.locale)[0]?.score ?? 0;
  return products.map((product) => ({ product, score: fits(product) })).sort((a, b) => b.score - a.score)[0]?.product;
};

/** Whether they have just told of somebody's suicide. */
const hasLost = ({ said }: Talk): boolean => distressIn(said.words)?.kind === 'bereaved';

/** Whether a message asks of a named policy whether it is in force, and of nothing else. */
export const asksInForce = (words: string): boolean => ASKS_IN_FORCE.test(words) && words.length <= 60;

/** Says whether a named policy is in force today, and that the day of the loss counts. Returns whether that was asked. */
async function sayInForce(talk: Talk, words: string): Promise<boolean> {
  const policy = asksInForce(words) ? await policyIn(talk, words) : undefined;
  if (!policy || talk.services.knowledge.questionsIn(words).length > 1) return false;
  const today = isoDate(talk.services.now, talk.services.zone);
  await talk.say('ask.in-force', { inForce: runsOn(policy, today) });
  return true;
}

/** Who only names a product writes no more, in characters. */
const MOST_TO_NAME = 40;

/** Answers the question that stayed open between several products for the one that is named now. */
export async function answerForNamed(talk: Talk): Promise<boolean> {
  const { openQuestion: question } = talk.state;
  const { words } = talk.said;
  const [product, another] = talk.services.knowledge.productsIn(words);
  if (!question || words.length > MOST_TO_NAME) return false;
  if (!product && PRODUCT_NOT_KNOWN.test(words)) {
    talk.speakAs('ask');
    await talk.say('ask.where-named');
    return true;
  }
  if (!product || another) return false;
  delete talk.state.openQuestion;
  talk.speakAs('ask');
  await answerOne(talk, question, { product, line: [] });
  return true;
}
