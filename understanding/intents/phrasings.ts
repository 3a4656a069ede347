import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CORE_SCHEMA, load } from 'js-yaml';
import { z } from 'zod';
import type { Locale } from '../../language/locale.ts';

const FOLDER = fileURLToPath(new URL('./phrasings/', import.meta.url));

const shape = z.strictObject({ 'zh-CN': z.array(z.string()), en: z.array(z.string()) });

/** One way in which customers say what they want. */
export interface Phrasing {
  intent: string;
  text: string;
}

/** The intents that have phrasings. */
export const phrasedIntents = (folder = FOLDER): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.replace(/\.yaml$/, ''))
    .sort();

/** The phrasings of every intent in a language: a file an intent, called as it is. Throws where a file has another shape. */
export function loadPhrases(language: Locale, folder = FOLDER): Phrasing[] {
  return phrasedIntents(folder).flatMap((intent) => {
    const phrases = shape.safeParse(load(readFileSync(`${folder}${intent}.yaml`, 'utf8'), { schema: CORE_SCHEMA }));
    if (!phrases.success)
      throw new Error(`understanding/intents/phrasings/${intent}.yaml: ${z.prettifyError(phrases.error)}`);
    return phrases.data[language].map((text) => ({ intent, text }));
  });
}
