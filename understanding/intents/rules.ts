import { wordLists } from '../../language/word-lists.ts';
import type { Intent } from './intents.ts';

/** Those that have rules; the first that hears the whole message wins. */
const RULED = ['human', 'cancel', 'help', 'greeting', 'thanks', 'ask'] as const satisfies readonly Intent[];
const rules = wordLists(new URL('./rules.yaml', import.meta.url), RULED);

/** The intent of a message that a rule decides, from its normalised words. */
export function intentByRule(words: string): Intent | undefined {
  const bare = words.replace(/(?<![\s。，,.!！?？~～])[\s。，,.!！?？~～]+$/u, '').replace(/^[\s。，,.!！]+/u, '');
  return RULED.find((intent) => rules[intent].test(bare));
}
