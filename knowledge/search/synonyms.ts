import { readFileSync } from 'node:fs';
import { CORE_SCHEMA, load } from 'js-yaml';
import { z } from 'zod';
import { CLAUSE_KINDS, type ClauseKind, type Language } from '../product.ts';

const file = new URL('../synonyms.yaml', import.meta.url);

const lines = z.array(
  z.strictObject({
    said: z.array(z.string()).min(1),
    means: z.array(z.string()).default([]),
    kinds: z.array(z.enum(CLAUSE_KINDS)).default([]),
  }),
);
const shape = z.strictObject({ 'zh-CN': lines, en: lines });

/** What a question means beyond its own words. */
export interface Meant {
  words: string[];
  kinds: ClauseKind[];
}

type Line = { said: RegExp; means: string[]; kinds: ClauseKind[] };

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function compile(source: z.infer<typeof lines>, language: Language): Line[] {
  return source.map(({ said, means, kinds }) => {
    const words = said.map((word) => escaped(word.toLowerCase())).join('|');
    return { said: new RegExp(language === 'en' ? `\\b(?:${words})\\b` : words), means, kinds };
  });
}

const given = shape.parse(load(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA }));
const byLanguage: Record<Language, Line[]> = {
  'zh-CN': compile(given['zh-CN'], 'zh-CN'),
  en: compile(given.en, 'en'),
};

/** What `knowledge/synonyms.yaml` knows of a question's words. */
export function meant(question: string, language: Language): Meant {
  const found = byLanguage[language].filter(({ said }) => said.test(question));
  return { words: found.flatMap(({ means }) => means), kinds: found.flatMap(({ kinds }) => kinds) };
}
