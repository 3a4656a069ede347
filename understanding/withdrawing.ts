import { phrases } from './phrases/phrases.ts';

const list = phrases('withdrawing', ['withdraws', 'not-the-name']);

/** What a message names that it takes back, after it was submitted: of 撤回退保申请, 退保申请; undefined where it takes nothing back. */
export function withdrawn(words: string): string | undefined {
  const text = words.trim();
  if (text.length > LONGEST || !list.withdraws.test(text)) return undefined;
  return text.replace(list['not-the-name'], '').replace(list['not-the-name'], '').trim();
}

/** Nobody says it in more. */
const LONGEST = 100;
