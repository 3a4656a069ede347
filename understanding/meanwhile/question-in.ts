import type { Locale } from '../../language/locale.ts';
import { type Near, nearestQuestion } from './nearest.ts';
import { hasTopic, isLast, RULES, type Rule } from './rules.ts';

/** Nobody asks one thing in more characters. */
const LONGEST = 240;
/** So near to a way in which a question is asked, no rule is needed. */
const NEAR_ENOUGH = 0.5;
/** So near it is that question, whatever a rule hears in single words. */
const NEARER_THAN_RULES = 0.66;

/**
 * The question about how a matter goes that words ask; undefined where they ask none, or another. Words that may tell as
 * well as ask (`isPlain` false) are heard by the rules alone.
 */
export function questionIn(words: string, isPlain = true): string | undefined {
  const text = words.slice(0, LONGEST);
  if (!isPlain) return byRules(text);
  const near = nearIn(text);
  if (near && near.near >= NEARER_THAN_RULES) return near.question;
  const byRule = byRules(text);
  const isNear = near !== undefined && near.near >= NEAR_ENOUGH;
  return isNear && (byRule === undefined || isLast(byRule)) ? near.question : byRule;
}

/** The question that words are nearest to, in either language. */
export const nearIn = (text: string): Near | undefined =>
  languagesOf(text)
    .flatMap((locale) => nearestQuestion(text, locale) ?? [])
    .sort((a, b) => b.near - a.near)[0];

/**
 * The question that one of some readings of a message is likeliest to ask, where no rule hears one; undefined where they
 * are near to none. `sure` where something else may answer it as well.
 */
export function likelyQuestion(readings: readonly string[], { sure = false } = {}): string | undefined {
  const near = readings
    .filter(({ length }) => length <= LONGEST)
    .flatMap((text) => nearIn(text) ?? [])
    .filter(
      ({ question, near }) => !isLast(question) && near >= (hasTopic(question) && !sure ? LIKELY_OF_TOPIC : LIKELY),
    )
    .sort((a, b) => b.near - a.near);
  return near[0]?.question;
}
const LIKELY = 0.4;
/** Of what is heard only where its own words are said, less will do. */
const LIKELY_OF_TOPIC = 0.28;

function byRules(text: string): string | undefined {
  let [found, most]: [string | undefined, number] = [undefined, -1];
  for (const locale of languagesOf(text))
    for (const rule of RULES[locale]) {
      const weight = weightOf(rule, text);
      if (weight > most) [found, most] = [rule.question, weight];
    }
  return found;
}

/** How surely a rule hears its question; -1 where it doesn't. */
function weightOf({ isLast, heard, not }: Rule, text: string): number {
  let length = 0;
  for (const pattern of heard) {
    const match = pattern.exec(text);
    if (!match) return -1;
    length += match[0].length;
  }
  if (not.some((pattern) => pattern.test(text))) return -1;
  return isLast ? 0 : heard.length * WEIGHS + length;
}

/** A rule that hears one thing more is surer, however long its words are. */
const WEIGHS = 100;

function languagesOf(text: string): Locale[] {
  const isHan = /\p{Script=Han}/u.test(text);
  const isLatin = /[a-z]{3}/i.test(text);
  return [...(isHan ? ['zh-CN' as const] : []), ...(isLatin ? ['en' as const] : [])];
}
