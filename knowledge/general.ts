import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Locale } from '../language/locale.ts';
import { checked, KnowledgeError, readMarkdown } from './markdown-file.ts';
import { CLAUSE_KINDS, type ClauseKind } from './product.ts';

const texts = z.array(z.string().trim().min(1));
const block = z.strictObject({
  sources: texts.min(1, { error: 'name at least one source' }),
  questions: texts.min(3, { error: 'write at least three questions as customers would type them' }),
  topics: texts.default([]),
  clauseKinds: z.array(z.enum(CLAUSE_KINDS)).default([]),
});

/** A question about insurance in general in one language, with its answer. */
export interface EntryText {
  heading: string;
  answer: string;
  /** Where the answer comes from, as customers read it. */
  sources: string[];
  questions: string[];
}

/** A question that no single product's wording answers. */
export interface GeneralEntry {
  id: string;
  /** The lines of insurance for which it matters; none for all. */
  topics: string[];
  /** Kinds of clauses that say the same for a product. */
  clauseKinds: ClauseKind[];
  text: Record<Locale, EntryText>;
}

const shipped = fileURLToPath(new URL('./general', import.meta.url));

/** Reads the general questions. Throws `KnowledgeError` with file and line. */
export function readGeneral(folder: string = shipped): GeneralEntry[] {
  const read = (language: Locale) => {
    const { file, sections } = readMarkdown(`${folder}/${language}.md`);
    return sections.map((section) => ({
      section,
      file,
      block: checked(block, section.block, file, section.line),
    }));
  };
  const english = read('en');
  const entries = read('zh-CN').map(({ section, block: own }, index): GeneralEntry => {
    const other = english[index];
    if (other?.section.id !== section.id)
      throw new KnowledgeError(
        `${folder}/en.md`,
        other?.section.line ?? 1,
        `entry ${index + 1} is ${other?.section.id ?? 'missing'}: write ${section.id}, as in zh-CN.md`,
      );
    const text = ({ heading, words }: typeof section, { sources, questions }: typeof own): EntryText => ({
      heading,
      answer: words,
      sources,
      questions,
    });
    return {
      id: section.id,
      topics: own.topics,
      clauseKinds: own.clauseKinds,
      text: { 'zh-CN': text(section, own), en: text(other.section, other.block) },
    };
  });
  if (english.length > entries.length)
    throw new KnowledgeError(
      `${folder}/en.md`,
      english[entries.length]?.section.line ?? 1,
      'this entry does not stand in zh-CN.md: add it there or remove it here',
    );
  return entries;
}
