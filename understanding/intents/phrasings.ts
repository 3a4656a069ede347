import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CORE_SCHEMA, load } from 'js-yaml';
import { z } from 'zod';
import type { Locale } from '../../language/locale.ts';

const FOLDER = fileURLToPath(new URL('./phrasings/', import.meta.url));

/** `mixed` holds what is of both languages, or of Chinese in Latin letters; not every intent has it. */
const shape = z.strictObject({
  'zh-CN': z.array(z.string()),
  en: z.array(z.string()),
  mixed: z.array(z.string()).default([]),
});
type Phrasings = Record<PhrasedIn, Phrasing[]>;

/** What phrasings are written in. */
export const PHRASED_IN = ['zh-CN', 'en', 'mixed'] as const satisfies readonly (Locale | 'mixed')[];
export type PhrasedIn = (typeof PHRASED_IN)[number];

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
export function loadPhrases(language: PhrasedIn, folder = FOLDER): Phrasing[] {
  if (folder !== FOLDER) return readPhrasings(folder)[language];
  const phrasings = lastRead?.deref() ?? readPhrasings(FOLDER);
  lastRead = new WeakRef(phrasings);
  return phrasings[language];
}

/** At a start several learn from them, one after another; afterwards nothing keeps them. */
let lastRead: WeakRef<Phrasings> | undefined;

function readPhrasings(folder: string): Phrasings {
  const files = phrasedIntents(folder).map((intent) => {
    const read = shape.safeParse(
      load(readFileSync(`${folder}${intent}.yaml`, 'utf8'), { schema: CORE_SCHEMA, filename: `${intent}.yaml` }),
    );
    if (!read.success)
      throw new Error(`understanding/intents/phrasings/${intent}.yaml: ${z.prettifyError(read.error)}`);
    return { intent, ...read.data };
  });
  const inLanguage = (language: PhrasedIn) =>
    files.flatMap(({ intent, [language]: texts }) => texts.map((text) => ({ intent, text })));
  return { 'zh-CN': inLanguage('zh-CN'), en: inLanguage('en'), mixed: inLanguage('mixed') };
}
