import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CORE_SCHEMA, load } from 'js-yaml';
import { z } from 'zod';
import type { Locale } from '../../language/locale.ts';
import { INTENTS } from './intents.ts';

const FOLDER = fileURLToPath(new URL('./phrasings/', import.meta.url));

const shape = z.strictObject({
  intent: z.enum(INTENTS, {
    error: `write one of the intents of understanding/intents/intents.ts: ${INTENTS.join(', ')}`,
  }),
  'zh-CN': z.array(z.string()),
  en: z.array(z.string()),
});

/**
 * How customers say what they want: the phrasings of every intent in a language. Throws where a file has another shape,
 * or names an intent that there isn't.
 */
export function loadPhrases(language: Locale, folder = FOLDER): { intent: string; text: string }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => {
      const phrases = shape.safeParse(load(readFileSync(`${folder}${name}`, 'utf8'), { schema: CORE_SCHEMA }));
      if (!phrases.success)
        throw new Error(`understanding/intents/phrasings/${name}: ${z.prettifyError(phrases.error)}`);
      return phrases.data[language].map((text) => ({ intent: phrases.data.intent, text }));
    });
}
