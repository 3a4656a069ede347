import type { Product } from '../../../knowledge/product.ts';
import { ASKS_OF_COVER, ASKS_OF_WORDING } from '../../../understanding/asking.ts';
import { askedIn, WHETHER_PAID } from '../../../understanding/meanwhile/asked-in.ts';
import { likelyQuestion, questionIn } from '../../../understanding/meanwhile/question-in.ts';
import { clauseAsked } from '../../../understanding/meanwhile/rules.ts';
import { atWork } from '../../kit/at-work.ts';
import { hoursTold } from '../../kit/hours-told.ts';
import { matterInHand } from '../../kit/matter.ts';
import type { Talk } from '../../kit/talk.ts';
import { lineOf, type Told } from '../report-incident/report.ts';
import { addHelpline } from './helpline.ts';
import { productAtHand } from './product-at-hand.ts';
import { sayAnswer, sayGeneral } from './say-answer.ts';

/* What is asked in the midst of a matter, or about one: answered of that matter, in few words. */

const REPORT = 'report-incident';
const COMPLAINT = 'file-complaint';
const CHANGE = 'change-policy';

/** When people are there: it depends on the clock, and on the day that is named. */
const WHEN_THERE = 'human-hours';

/**
 * Says the answer to a question about how a matter goes, as it is for the one in hand: by the clause of the product where
 * one answers it and the product is known, else generally.
 */
export async function sayHowItGoes(talk: Talk, question: string): Promise<void> {
  const clause = clauseAsked(question, talk.locale);
  const product = clause === undefined ? undefined : await onlyProduct(talk);
  if (clause && product && (await sayCover(talk, product, [clause]))) return;
  talk.speakAs('ask');
  await talk.say(`meanwhile.${question}`, question === WHEN_THERE ? await hoursTold(talk) : about(talk));
}

/** The one product that can be meant. */
async function onlyProduct(talk: Talk): Promise<Product | undefined> {
  const { words } = talk.said;
  const [named, another] = talk.services.knowledge.productsNamed(words);
  if (named) return another ? undefined : named;
  const { product, line } = await productAtHand(talk, words);
  return product ?? (line.length === 1 ? line[0] : undefined);
}

/**
 * Where nothing is sure to answer it: says what answers the question that the words are nearest to. Returns whether they
 * are near to one.
 */
export async function sayNearest(talk: Talk, words: string = talk.said.words): Promise<boolean> {
  const asked = askedIn(words).find(({ isPlain }) => isPlain);
  const likely = likelyQuestion([...(asked ? [asked.words, asked.inContext] : []), words]);
  if (likely === undefined) return false;
  await sayHowItGoes(talk, likely);
  return true;
}

/** Whether nothing but the matter in hand can be meant: no product is asked for then. */
export const isAmidMatter = (talk: Talk): boolean => matterInHand(talk)?.isSubmitted === false;

/**
 * Says honestly that a question can't be answered here, and keeps it for the colleague who takes the matter up; `product`
 * where its wording was searched.
 */
export async function sayNotHere(talk: Talk, product?: Product): Promise<void> {
  talk.state.unanswered = talk.said.text;
  talk.speakAs('ask');
  if (product) return talk.say('meanwhile.not-in-wording', { product: product.text[talk.locale].name });
  await talk.say('meanwhile.not-here', { submitted: about(talk).submitted });
}

/** Says what can be said amid a matter where it stays open which product a question is about. */
export async function sayOpen(talk: Talk, question: string): Promise<void> {
  const asked = questionIn(question);
  if (asked) return sayHowItGoes(talk, asked);
  if (await sayNearest(talk, question)) return;
  return ASKS_OF_COVER.test(question) ? sayHowItGoes(talk, WHETHER_PAID) : sayNotHere(talk);
}

/** Whether the wording itself is asked for: then its nearest clauses are of use. */
export const asksOfWording = (words: string): boolean => ASKS_OF_WORDING.test(words);

/** Answers a question of cover by a product's wording, or generally; the first of its readings that has an answer. Returns whether one had. */
export async function sayCover(talk: Talk, product: Product, readings: readonly string[]): Promise<boolean> {
  const { knowledge } = talk.services;
  for (const question of readings) {
    const reply = knowledge.reply(question, talk.locale, { product });
    if (reply.kind === 'open' || (reply.kind === 'product' && reply.answer.verdict === 'unknown')) continue;
    talk.speakAs('ask');
    if (reply.kind === 'general') await sayGeneral(talk, reply.entry);
    else if (reply.answer.verdict !== 'unknown') await sayAnswer(talk, reply.product, reply.answer, { question });
    await addHelpline(talk, question);
    return true;
  }
  return false;
}

/** What an answer depends on: the matter, its line of insurance, how far it is. */
function about(talk: Talk): Record<string, unknown> {
  const matter = matterInHand(talk);
  const { knowledge, identity, floor } = talk.services;
  const is = (dialog: string) => matter?.dialog === dialog;
  const line = is(REPORT) ? lineOf(matter?.filled as Told) : undefined;
  const [spokenOf] = knowledge.productsIn(talk.said.words);
  const product = spokenOf ?? (talk.state.product === undefined ? undefined : knowledge.product(talk.state.product));
  const ofLine = line === undefined || line === 'other' ? product?.line : undefined;
  return {
    report: is(REPORT),
    complaint: is(COMPLAINT),
    change: is(CHANGE),
    motor: line === 'motor' || ofLine === 'motor',
    home: line === 'home' || line === 'theft' || ofLine === 'home',
    health: line === 'health' || ofLine === 'medical' || ofLine === 'accident' || ofLine === 'critical-illness',
    death: line === 'death' || (line === undefined && talk.state.condoled === true),
    submitted: matter?.isSubmitted === true,
    reference: matter?.isSubmitted ? matter.reference : '',
    verified: identity.verified() !== undefined,
    waiting: floor() === 'queue',
    ...atWork(talk),
  };
}
