import { wordLists } from '../../language/word-lists.ts';

/** Those that have rules; the first that hears the whole message wins. */
const RULED = ['human', 'cancel', 'help', 'greeting', 'thanks', 'ask'] as const;
const rules = wordLists(new URL('./rules.yaml', import.meta.url), RULED);

/** The intent of a message that a rule decides, from its normalised words. */
export function intentByRule(words: string): string | undefined {
  const bare = words.replace(/(?<![\s。，,.!！?？~～])[\s。，,.!！?？~～]+$/u, '').replace(/^[\s。，,.!！]+/u, '');
  return RULED.find((intent) => rules[intent].test(bare));
}
