import { answerFrom } from '../../../knowledge/answer.ts';
import type { Product } from '../../../knowledge/product.ts';
import { words as wordsOf } from '../../../templates/render.ts';
import { ASKS_FOR_COMMON_QUESTIONS, ASKS_FOR_EXCLUSIONS } from '../../../understanding/asking.ts';
import { type Common, commonIn } from '../../../understanding/common-questions.ts';
import type { Talk } from '../../kit/talk.ts';
import { about } from './disclose.ts';
import { productAtHand } from './product-at-hand.ts';
import { fold, sayAnswer, sayGeneral } from './say-answer.ts';
import { headings } from './which-product.ts';

/** So many exclusions are listed at once. */
const A_LIST = 10;

/** Whether a message asks which cases a product excludes, and not about one of them. */
export const asksForExclusions = (words: string): boolean => ASKS_FOR_EXCLUSIONS.test(words);

/** Lists what a product's wording excludes, each by its number and heading. */
export async function sayExclusions(talk: Talk, product: Product): Promise<void> {
  const exclusions = headings(talk, product, 'exclusion');
  const rest = exclusions.slice(A_LIST);
  fold(talk, product, rest);
  talk.state.product = product.code;
  const [example] = exclusions;
  await talk.say(
    'ask.exclusions',
    {
      ...about(talk, product),
      count: exclusions.length,
      exclusions: exclusions.slice(0, A_LIST).map(({ number, heading }) => ({ number, heading })),
      example: example?.number ?? '',
      rest: rest.length > 0,
    },
    { actions: rest.length > 0 ? [wordsOf('ask.button-rest', talk.locale)] : [] },
  );
}

/** Offers what is asked most, as buttons, where somebody asks what may be asked. */
export async function offerCommonQuestions(talk: Talk): Promise<boolean> {
  if (!ASKS_FOR_COMMON_QUESTIONS.test(talk.said.words.trim())) return false;
  talk.speakAs('ask');
  await talk.say('ask.common');
  return true;
}

/** The general entry that answers a common question, where the line of insurance makes it another one by the line. */
const ENTRIES: Record<Common, { any?: string; byLine: Readonly<Record<string, string>> }> = {
  documents: {
    byLine: {
      medical: 'documents-medical',
      'critical-illness': 'documents-critical',
      accident: 'documents-accident',
      motor: 'documents-motor',
      home: 'documents-home',
      life: 'documents-death',
    },
  },
  'how-long': { any: 'how-long-claim', byLine: {} },
  'where-policy': { any: 'find-policy', byLine: {} },
  'how-to-report': { any: 'how-to-report', byLine: {} },
  'waiting-period': { any: 'waiting-period', byLine: {} },
  cancel: { any: 'surrender-vs-cooling-off', byLine: { motor: 'motor-cancel' } },
};

/** Answers what is asked most, of the product that is talked about where there is one, else as it holds for all. */
export async function answerCommonQuestion(talk: Talk): Promise<boolean> {
  const common = commonIn(talk.said.words);
  if (!common) return false;
  const { knowledge } = talk.services;
  const { product: code } = talk.state;
  const { product = code === undefined ? undefined : knowledge.product(code), line } = await productAtHand(
    talk,
    talk.said.words,
  );
  talk.speakAs('ask');
  const waiting = common === 'waiting-period' && product?.clauses.find(({ kind }) => kind === 'waiting-period');
  if (product && waiting) {
    const hit = { clause: waiting, score: 1, named: true, again: true };
    await sayAnswer(talk, product, answerFrom(product, [hit], talk.locale), { question: talk.said.words });
    return true;
  }
  const { any, byLine } = ENTRIES[common];
  const id = byLine[product?.line ?? line[0]?.line ?? ''] ?? any;
  const entry = knowledge.general.find((one) => one.id === id);
  if (entry) await sayGeneral(talk, entry);
  else await talk.say('ask.documents-of-which');
  return true;
}
