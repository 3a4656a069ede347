import { phrases } from './phrases/phrases.ts';

const COMMON = ['documents', 'how-long', 'where-policy', 'how-to-report', 'waiting-period', 'cancel'] as const;

/** What is asked most, in words that say nothing else. */
export type Common = (typeof COMMON)[number];

const lists = phrases('common-questions', COMMON);
const LONGEST = 60;

/** The common question that a message is, and no more than that. */
export function commonIn(words: string): Common | undefined {
  const said = words.trim();
  return said.length > LONGEST ? undefined : COMMON.find((common) => lists[common].test(said));
}
