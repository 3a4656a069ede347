import { languageOf } from '../../language/text.ts';
import { wordLists } from '../../language/word-lists.ts';
import { clausesIn, withoutOrder } from '../clauses/clauses.ts';

/** Those that have rules; the first that hears the whole message wins. */
const RULED = ['human', 'cancel', 'help', 'greeting', 'thanks', 'ask'] as const;
const rules = wordLists(new URL('./rules.yaml', import.meta.url), RULED);

/** The intent of a message that a rule decides, from its normalised words. */
export function intentByRule(words: string): string | undefined {
  const bare = words.replace(/(?<![\s。，,.!！?？~～])[\s。，,.!！?？~～]+$/u, '').replace(/^[\s。，,.!！]+/u, '');
  return RULED.find((intent) => rules[intent].test(bare));
}

/**
 * Whether a clause of a message asks for a person and nothing else, whatever else is wanted with it: none of those may be
 * missed. A word of the other language alone is no clause: of 我的 agent 是谁 the agent is asked about.
 */
export const asksForPerson = (words: string): boolean =>
  clausesIn(words).some(
    ({ text, polarity }) =>
      polarity !== 'denied' &&
      intentByRule(withoutOrder(text, false)) === 'human' &&
      languageOf(text) === languageOf(words),
  );
