import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CORE_SCHEMA, load } from 'js-yaml';
import type { Locale } from '../../language/locale.ts';

const folder = fileURLToPath(new URL('./phrasings/', import.meta.url));

/** How customers say what they want: the phrasings of every intent in a language. */
export function loadPhrases(language: Locale): { intent: string; text: string }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => {
      const { intent, ...phrases } = load(readFileSync(`${folder}${name}`, 'utf8'), { schema: CORE_SCHEMA }) as {
        intent: string;
      } & Record<Locale, string[]>;
      return (phrases[language] ?? []).map((text) => ({ intent, text: String(text) }));
    });
}
