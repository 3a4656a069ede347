import { clauseNumber } from '../../understanding/clause-number.ts';
import { answerForNamed } from '../conversations/ask/ask.ts';
import { answerCommonQuestion, offerCommonQuestions } from '../conversations/ask/common.ts';
import { unfold } from '../conversations/ask/folded.ts';
import { answerAboutInHand, answerOtherCase, sayNumbered } from '../conversations/ask/in-hand.ts';
import { inHandOrAtHand } from '../conversations/ask/product-at-hand.ts';
import { CERTAINTY } from '../kit/certainty.ts';
import type { Talk } from '../kit/talk.ts';

/** What can be no follow-up: it wants something of its own. */
const isOfItsOwn = ({ said }: Talk): boolean =>
  said.intent !== 'ask' && said.intent !== 'out-of-scope' && said.score >= CERTAINTY.nothingElse;

/** Answers what is asked about an answer before it: the rest, a clause by its number, its words, another case of it. */
export async function followUp(talk: Talk): Promise<boolean> {
  for (const answers of [unfold, offerCommonQuestions, answerCommonQuestion, answerAboutInHand, numberedClause])
    if (await answers(talk)) return true;
  if (isOfItsOwn(talk)) return false;
  return (await answerForNamed(talk)) || answerOtherCase(talk);
}

/** The clause that is called by its number, of the product that is named or talked of. */
async function numberedClause(talk: Talk): Promise<boolean> {
  const { words } = talk.said;
  if (clauseNumber(words) === undefined) return false;
  const product = await inHandOrAtHand(talk, words);
  return product !== undefined && sayNumbered(talk, product, words);
}
