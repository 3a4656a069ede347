import { readFileSync } from 'node:fs';
import { CORE_SCHEMA, load } from 'js-yaml';
import { z } from 'zod';
import type { Locale } from '../../language/locale.ts';
import { CLAUSE_KINDS, type ClauseKind } from '../product.ts';
import { PhraseTrie } from './phrase-trie.ts';
import { stemsOf } from './terms.ts';

const file = new URL('../synonyms.yaml', import.meta.url);

/** A number needs no quotes: 122, the traffic police. */
const phrase = z.union([z.string(), z.number().transform(String)]);
const lines = z.array(
  z.strictObject({
    said: z.array(phrase).min(1),
    means: z.array(phrase).default([]),
    kinds: z.array(z.enum(CLAUSE_KINDS)).default([]),
  }),
);
const shape = z.strictObject({ 'zh-CN': lines, en: lines });

/** One thing, however it is called: by customers (`said`), by wordings (`means`). */
export interface Concept {
  /** The same for whatever speaks of it: a term to find it by. */
  term: string;
  means: readonly string[];
  /** The kinds of clauses that are asked for by whoever says it. */
  kinds: readonly ClauseKind[];
}

const given = shape.parse(load(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA }));

/** Chinese is matched character by character, English word by word, whatever its endings. */
const units: Record<Locale, (text: string) => readonly string[]> = { 'zh-CN': (text) => [...text], en: stemsOf };

/** What customers say, and what customers and wordings say, of all concepts of a language. */
const tries = Object.fromEntries(
  (['zh-CN', 'en'] as const).map((language) => {
    const said = new PhraseTrie<Concept>();
    const any = new PhraseTrie<Concept>();
    for (const [at, line] of given[language].entries()) {
      const concept: Concept = { term: `#${at}`, means: line.means, kinds: line.kinds };
      const phrases = (of: readonly string[]) => of.map((phrase) => units[language](phrase.toLowerCase()));
      for (const phrase of phrases(line.said)) said.add(phrase, concept);
      if (line.means.length > 0) for (const phrase of phrases([...line.said, ...line.means])) any.add(phrase, concept);
    }
    return [language, { said, any }];
  }),
) as Record<Locale, { said: PhraseTrie<Concept>; any: PhraseTrie<Concept> }>;

/** The concepts of `knowledge/synonyms.yaml` that a customer's question speaks of; the question in its plain form. */
export const conceptsSaid = (question: string, language: Locale): Concept[] => [
  ...new Set(tries[language].said.in(units[language](question))),
];

/** The terms of the concepts that a text speaks of in whoever's words, each as often as it does; the text in its plain form. */
export const conceptTerms = (text: string, language: Locale): string[] =>
  tries[language].any.in(units[language](text)).map(({ term }) => term);
