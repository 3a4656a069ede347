import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load, YAMLException } from 'js-yaml';
import { CONVERSATIONS, isBusiness } from '../../../dialogs/conversations/index.ts';
import type { Locale } from '../../../language/locale.ts';
import { PHRASED_IN, type PhrasedIn } from '../../../understanding/intents/phrasings.ts';
import { isChinese } from './languages.ts';
import { isThere, namesIn, ROOT } from './to-write.ts';

/* What teaches an intent. The desk starts with none of it wrong; here, what is wrong with one file hides no other. */

const FOLDER = 'understanding/intents/phrasings';

/** Fewer teach nothing. */
const LEAST = 10;

const fileOf = (intent: string): string => `${FOLDER}/${intent}.yaml`;

/** What stands in a file, whatever it is; or a line that says why it can't be read. */
function contentOf(intent: string): Record<string, unknown> | string {
  try {
    return (load(readFileSync(join(ROOT, fileOf(intent)), 'utf8'), { schema: CORE_SCHEMA }) ?? {}) as Record<
      string,
      unknown
    >;
  } catch (error) {
    if (error instanceof YAMLException)
      return `${fileOf(intent)}:${error.mark.line + 1}: write it as YAML: ${error.reason}`;
    throw error;
  }
}

const FILES = new Map(namesIn(FOLDER).map((intent) => [intent, contentOf(intent)]));

/** The phrasings of an intent in a language, as far as they are texts in a list. */
function phrasingsOf(intent: string, locale: PhrasedIn): string[] {
  const content = FILES.get(intent) ?? {};
  const listed = typeof content === 'string' ? [] : content[locale];
  return Array.isArray(listed) ? listed.filter((text) => typeof text === 'string') : [];
}

const phrasingsIn = (locale: PhrasedIn): { intent: string; text: string }[] =>
  [...FILES.keys()].flatMap((intent) => phrasingsOf(intent, locale).map((text) => ({ intent, text })));

/** Where a file holds something else than lists of texts, a language each. */
export const misshapenPhrasings = (): string[] =>
  [...FILES].flatMap(([intent, content]) => {
    if (typeof content === 'string') return [content];
    const isLanguage = (key: string) => PHRASED_IN.some((one) => one === key);
    return Object.entries(content).flatMap(([key, listed]) => {
      if (!isLanguage(key))
        return [`${fileOf(intent)}: take out “${key}”, which isn’t one of ${PHRASED_IN.join(', ')}`];
      if (!Array.isArray(listed)) return [`${fileOf(intent)}: write the phrasings in ${key} as a list`];
      return listed
        .filter((text) => typeof text !== 'string')
        .map((text) => `${fileOf(intent)}: write “${JSON.stringify(text)}” in quotes, in the list of ${key}`);
    });
  });

/** Where there are too few of them. */
export const tooFewPhrasings = (locale: Locale): string[] =>
  CONVERSATIONS.map(({ intent }) => intent)
    .filter((intent) => typeof FILES.get(intent) !== 'string' && phrasingsOf(intent, locale).length < LEAST)
    .map((intent) => `${fileOf(intent)}: write at least ${LEAST} phrasings in ${locale}, as customers say it`);

/** Where they are in another language. Greetings, thanks and nonsense are the same in all of them. */
export const foreignPhrasings = (locale: Locale): string[] =>
  phrasingsIn(locale)
    .filter(({ intent, text }) => isBusiness(intent) && isChinese(text) !== (locale === 'zh-CN'))
    .map(({ intent, text }) => `${fileOf(intent)}: write in ${locale} “${text}”`);

/** Where one stands for two intents. */
export function ambiguousPhrasings(locale: PhrasedIn): string[] {
  const said = new Map<string, string>();
  return phrasingsIn(locale).flatMap(({ intent, text }) => {
    const plain = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
    const other = said.get(plain) ?? intent;
    said.set(plain, other);
    return other === intent || !(isBusiness(intent) || isBusiness(other))
      ? []
      : [`${fileOf(intent)}: “${text}” stands in ${other}.yaml too: write it in one`];
  });
}

/** Where there are phrasings that no conversation meets. */
export const unmetPhrasings = (): string[] =>
  [...FILES.keys()]
    .filter((name) => !isThere(`dialogs/conversations/${name}.ts`) && !isThere(`dialogs/conversations/${name}`))
    .map(
      (name) =>
        `dialogs/conversations/${name}.ts: declare what is done about ${name}, which has phrasings, or call these as their intent`,
    );
