import { phrases } from './phrases/phrases.ts';

const lists = phrases('follow-ups', [
  'briefly',
  'exact-words',
  'means',
  'example',
  'which-clause',
  'why',
  'opens',
  'closes',
  'somebodys',
  'of-the-desk',
]);

const ASKED = ['briefly', 'exact-words', 'means', 'example', 'which-clause', 'why'] as const;

/** What may be asked about what was just shown, in a few words. */
export type FollowUp = (typeof ASKED)[number];

/** Nobody puts it in more. */
const LONGEST = 40;
const LONGEST_CASE = { han: 14, latin: 48 };

/** What a message asks about a clause that was shown, where it says nothing else. */
export function followUpIn(words: string): FollowUp | undefined {
  const said = words.trim();
  return said.length > LONGEST ? undefined : ASKED.find((asked) => lists[asked].test(said));
}

/** Another case of the question before: what is different in it, and whether that is only whose it is. */
export interface OtherCase {
  words: string;
  isSomebodys: boolean;
}

/** What 那全责呢 and "what if I'm fully at fault" put in the place of the question before: 全责, "I'm fully at fault". */
export function otherCaseIn(text: string): OtherCase | undefined {
  const said = text.trim();
  const opened = said.replace(lists.opens, '');
  const words = opened.replace(lists.closes, '').trim();
  const isHan = /\p{Script=Han}/u.test(words);
  if (said === opened && !(isHan && /呢[。.!！?？\s]*$/u.test(said))) return undefined;
  if (words.length < 2 || words.length > (isHan ? LONGEST_CASE.han : LONGEST_CASE.latin)) return undefined;
  if (lists['of-the-desk'].test(said)) return undefined;
  return { words, isSomebodys: lists.somebodys.test(words) };
}
