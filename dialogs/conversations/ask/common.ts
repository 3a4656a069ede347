import type { Product } from '../../../knowledge/product.ts';
import { words as wordsOf } from '../../../templates/render.ts';
import { ASKS_FOR_COMMON_QUESTIONS, ASKS_FOR_EXCLUSIONS } from '../../../understanding/asking.ts';
import type { Talk } from '../../kit/talk.ts';
import { about } from './disclose.ts';
import { fold } from './say-answer.ts';
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
