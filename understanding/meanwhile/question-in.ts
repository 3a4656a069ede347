import type { Locale } from '../../language/locale.ts';
import { RULES } from './rules.ts';

/** Nobody asks one thing in more characters. */
const LONGEST = 240;

/** The question about how a matter goes that words ask; undefined where they ask none, or another. */
export function questionIn(words: string): string | undefined {
  const text = words.slice(0, LONGEST);
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
