import { cite } from '../../../knowledge/answer.ts';
import { excerpted } from '../../../knowledge/excerpt.ts';
import { words as wordsOf } from '../../../templates/render.ts';
import { ASKS_FOR_THE_REST, ASKS_ONCE_MORE } from '../../../understanding/asking.ts';
import type { Talk } from '../../kit/talk.ts';
import { about, disclose, inShort, quoted } from './disclose.ts';
import { buttonsFor, clausesOf, fold, foldedClauses } from './say-answer.ts';

/** Of the clauses that were folded away, so many are listed on a tap. */
const A_TAP = 5;
/** So many clauses that were shown are shown again. */
const MOST_AGAIN = 3;

/** Lists the next of the clauses that were folded away, where the customer asks for them. */
export async function unfold(talk: Talk): Promise<boolean> {
  if (!ASKS_FOR_THE_REST.test(talk.said.words.trim())) return false;
  const { product: code = '', version = '' } = talk.state.folded ?? {};
  const product = talk.services.knowledge.product(code, version);
  const citations = product
    ? foldedClauses(talk.state, product).map((clause) => cite(product, clause, talk.locale))
    : [];
  talk.speakAs('ask');
  if (!product || citations.length === 0) {
    await talk.say('ask.nothing-folded');
    return true;
  }
  const rest = citations.slice(A_TAP);
  fold(talk, product, rest);
  const [one] = citations;
  await talk.say(
    'ask.rest',
    {
      ...about(talk, product),
      clauses: citations.slice(0, A_TAP).map((clause) => ({ ...clause, plain: inShort(clause) })),
      example: one?.number ?? '',
      rest: rest.length > 0,
    },
    { actions: rest.length > 0 ? [wordsOf('ask.button-rest', talk.locale)] : [] },
  );
  return true;
}

/** Shows once more what was shown last, where the customer asks for it. */
export async function showAgain(talk: Talk): Promise<boolean> {
  return ASKS_ONCE_MORE.test(talk.said.words.trim()) && showShown(talk, 'ask.again');
}

/** Shows what was shown last in other words: with what follows from it, an example, and what its words mean. */
export const explainShown = (talk: Talk): Promise<boolean> => showShown(talk, 'ask.explained');

async function showShown(talk: Talk, key: string): Promise<boolean> {
  const { product: code = '', version = '', clauses: ids = [] } = talk.state.shown ?? {};
  const product = talk.services.knowledge.product(code, version);
  const clauses = clausesOf(product, [...new Set(ids)]).slice(0, MOST_AGAIN);
  if (!product || clauses.length === 0) return false;
  talk.speakAs('ask');
  if (talk.state.inHand) talk.state.inHand = { ...talk.state.inHand, messages: 0 };
  const { question = '' } = talk.state.inHand ?? {};
  const shown = clauses.map((clause) => excerpted(cite(product, clause, talk.locale), question, talk.locale));
  await disclose(talk, product, {
    clauses: shown,
    key,
    isExplained: key === 'ask.explained',
    data: { clauses: shown.map(quoted), defined: [] },
    buttons: buttonsFor({ wording: shown.some(({ isPart }) => isPart), clear: true, person: key === 'ask.explained' }),
  });
  return true;
}
