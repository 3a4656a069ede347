import type { Locale } from '../../language/locale.ts';
import { nearestQuestion } from './nearest.ts';
import { isLast, RULES } from './rules.ts';

/** Nobody asks one thing in more characters. */
const LONGEST = 240;
/** So near to a way in which a question is asked, no rule is needed. */
const NEAR_ENOUGH = 0.55;
/** So near it is that question, whatever a rule hears in single words. */
const NEARER_THAN_RULES = 0.66;

/**
 * The question about how a matter goes that words ask; undefined where they ask none, or another. Words that may tell as
 * well as ask (`isPlain` false) are heard by the rules alone.
 */
export function questionIn(words: string, isPlain = true): string | undefined {
  const text = words.slice(0, LONGEST);
  if (!isPlain) return byRules(text);
  const [near] = languagesOf(text)
    .flatMap((locale) => nearestQuestion(text, locale) ?? [])
    .sort((a, b) => b.near - a.near);
  if (near && near.near >= NEARER_THAN_RULES) return near.question;
  const byRule = byRules(text);
  const isNear = near !== undefined && near.near >= NEAR_ENOUGH;
  return isNear && (byRule === undefined || isLast(byRule)) ? near.question : byRule;
}

/** The question that words are likeliest to ask, where nothing else answers them; undefined where they are near to none. */
export function likelyQuestion(words: string): string | undefined {
  if (words.length > LONGEST) return undefined;
  const [near] = languagesOf(words)
    .flatMap((locale) => nearestQuestion(words, locale) ?? [])
    .sort((a, b) => b.near - a.near);
  return near && near.near >= LIKELY && !isLast(near.question) ? near.question : undefined;
}
const LIKELY = 0.4;

function byRules(text: string): string | undefined {
  const found = languagesOf(text).flatMap((locale) =>
    RULES[locale].flatMap(({ question, isLast, heard, not }) => {
      if (not.some((pattern) => pattern.test(text))) return [];
      let length = 0;
      for (const pattern of heard) {
        const match = pattern.exec(text);
        if (!match) return [];
        length += match[0].length;
      }
      return [{ question, weight: isLast ? 0 : heard.length * WEIGHS + length }];
    }),
  );
  return found.sort((a, b) => b.weight - a.weight)[0]?.question;
}

/** A rule that hears one thing more is surer, however long its words are. */
const WEIGHS = 100;

function languagesOf(text: string): Locale[] {
  const isHan = /\p{Script=Han}/u.test(text);
  const isLatin = /[a-z]{3}/i.test(text);
  return [...(isHan ? ['zh-CN' as const] : []), ...(isLatin ? ['en' as const] : [])];
}
