import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type ClauseSection, type Explained, requireEffects, requireExplanations } from './clause-rules.ts';
import { unmark } from './import/marked-words.ts';
import { checked, KnowledgeError, readMarkdown } from './markdown-file.ts';
import type { Clause, ClauseText, Product } from './product.ts';
import {
  clauseBlock,
  frontMatter,
  importedFrontMatter,
  translatedClauseBlock,
  translatedFrontMatter,
} from './product-schema.ts';

/** Reads a product's folder. Throws {@link KnowledgeError}. */
export function readProduct(folder: string): Product {
  const alone = (['zh-CN.md', 'en.md'] as const).filter((name) => existsSync(join(folder, name)));
  const [only] = alone;
  if (only && alone.length === 1) {
    const file = readFile(join(folder, only));
    if (isImported(file.front)) return readImported(file);
  }
  const binding = readFile(join(folder, 'zh-CN.md'));
  const translation = readFile(join(folder, 'en.md'));
  const front = checked(frontMatter, binding.front, binding.file, 1);
  const translated = checked(translatedFrontMatter, translation.front, translation.file, 1);
  if (translated.code !== front.code)
    throw new KnowledgeError(translation.file, 1, `code is ${translated.code}: write ${front.code}, as in zh-CN.md`);

  const clauses = binding.sections.map((section, index): Clause => {
    const block = checked(clauseBlock, section.block, binding.file, section.line);
    const other = translation.sections[index];
    if (other?.id !== section.id) {
      throw new KnowledgeError(
        translation.file,
        other?.line ?? 1,
        `clause ${index + 1} is ${other?.id ?? 'missing'}: write ${section.id}, as in zh-CN.md`,
      );
    }
    const inEnglish = {
      kind: block.kind,
      ...checked(translatedClauseBlock, other.block, translation.file, other.line),
    };
    requireExplanations(section, block, binding.file);
    requireExplanations(other, inEnglish, translation.file);
    return {
      id: section.id,
      kind: block.kind,
      affects: block.affects,
      text: { 'zh-CN': clauseText(section, block), en: clauseText(other, inEnglish) },
    };
  });
  if (translation.sections.length > clauses.length) {
    throw new KnowledgeError(
      translation.file,
      translation.sections[clauses.length]?.line ?? 1,
      'this clause does not stand in zh-CN.md: add it there or remove it here',
    );
  }
  requireEffects(clauses, binding);
  const { name, aliases, words, purpose, soldTo, premium, ...rest } = front;
  const { code: _, ...inEnglish } = translated;
  return {
    ...rest,
    text: { 'zh-CN': { name, aliases, words, purpose, soldTo, premium }, en: inEnglish },
    clauses,
  } as Product;
}

const isImported = (front: unknown): boolean => (front as { imported?: unknown }).imported === true;

/** A wording as `desk import` left it: in one language, which stands for both until somebody translates it, and unexplained. */
function readImported({ file, front, sections }: ReturnType<typeof readFile>): Product {
  const { name, aliases, words, purpose, soldTo, premium, ...rest } = checked(importedFrontMatter, front, file, 1);
  const clauses = sections.map((section): Clause => {
    const block = checked(clauseBlock, section.block, file, section.line);
    const text = clauseText({ ...section, words: unmark(section.words).words }, block);
    return { id: section.id, kind: block.kind, affects: block.affects, text: { 'zh-CN': text, en: text } };
  });
  const text = { name, aliases, words, purpose, soldTo, premium };
  return { ...rest, text: { 'zh-CN': text, en: text }, clauses } as Product;
}

/** A file of clauses. Throws {@link KnowledgeError}. */
function readFile(path: string): { file: string; front: unknown; sections: ClauseSection[] } {
  const { file, front, sections } = readMarkdown(path);
  return {
    file,
    front,
    sections: sections.map((section) => {
      const heading = /^((?:Article|Section|Clause|Part|Chapter) \S+|\S+)\s+(.+)$/i.exec(section.heading);
      if (!heading) throw new KnowledgeError(file, section.line, 'write the heading as "### 第一条 标题 {#id}"');
      const [, number = '', title = ''] = heading;
      return { ...section, number, heading: title };
    }),
  };
}

function clauseText(
  { number, heading, words }: ClauseSection,
  { plain, example, consequence, questions, terms }: Explained,
): ClauseText {
  return {
    number,
    heading,
    words,
    hash: createHash('sha256').update(words, 'utf8').digest('hex'),
    ...(plain ? { plain } : {}),
    ...(example ? { example } : {}),
    ...(consequence ? { consequence } : {}),
    questions,
    terms,
  };
}
