import { phrases } from './phrases/phrases.ts';

const asks = phrases('asked-number', ['days', 'months', 'money']);

/** What holds the number: a numeral with its unit. Shapes: no word list. */
const HOLDS = {
  days: /\d\s?个?(?:工作)?(?:日|天|月|年)|\d (?:working |calendar )?(?:days?|months?|years?)\b/i,
  months: /\d\s?个月|\d\s?年|\d (?:months?|years?)\b/i,
  money: /\d\s?万?元|\d\s?%|百分之|\d yuan\b/i,
} as const;
const KINDS = Object.keys(HOLDS) as (keyof typeof HOLDS)[];

/** What a sentence looks like that answers how many, how long or how much a question asks; undefined where it asks none. */
export const numberAskedBy = (question: string): RegExp | undefined => {
  const kind = KINDS.find((one) => asks[one].test(question));
  return kind && HOLDS[kind];
};
