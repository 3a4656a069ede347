import type { Clause } from '../clauses/clauses.ts';
import { DONT_HAVE, RATHER_NOT, START_OVER, SUMMARY } from '../form-words.ts';
import { GO_ON } from '../going-on.ts';
import { intentByRule } from '../intents/rules.ts';
import { ASKS } from '../question.ts';
import { isAngry } from '../tone.ts';
import type { ReadingContext } from '../values/kit/reading.ts';
import { yesNo } from '../values/yes-no.ts';
import type { ActName } from './act.ts';

/** What rules hear, as acts. */
const RULED: Readonly<Record<string, ActName>> = {
  human: 'person',
  cancel: 'cancel',
  greeting: 'greet',
  thanks: 'thanks',
  help: 'ask',
  ask: 'ask',
};

/** Nobody says yes or no in more. */
const LONGEST_ANSWER = 16;

/**
 * What a clause does by its own words, whatever it is about: it greets, says yes, hasn't got something, takes something
 * back, goes on, asks. Undefined where it does none of these.
 */
export function actOfClause(
  { text, polarity }: Clause,
  endsInQuestionMark: boolean,
  context: ReadingContext,
): ActName | undefined {
  const ruled = RULED[intentByRule(text) ?? ''];
  if (ruled) return ruled;
  if (START_OVER.test(text)) return 'restart';
  if (SUMMARY.test(text)) return 'summary';
  if (GO_ON.test(text)) return 'resume';
  if (isAngry(text)) return 'abuse';
  if (endsInQuestionMark || ASKS['rather-than-tells'].test(text)) return 'ask';
  if (DONT_HAVE.test(text) || RATHER_NOT.test(text)) return 'skip';
  const answer = text.length <= LONGEST_ANSWER ? yesNo(text, context) : undefined;
  if (answer && 'value' in answer) return answer.value ? 'affirm' : 'deny';
  return polarity === 'corrected' ? 'correct' : undefined;
}
