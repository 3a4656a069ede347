import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import {
  BEARING_KINDS,
  type Clause,
  type ClauseKind,
  type ClauseText,
  clauseBlock,
  frontMatter,
  type Product,
  translatedClauseBlock,
  translatedFrontMatter,
} from './product.ts';

/** A product file that can't be used: where, and what to write there. */
export class KnowledgeError extends Error {
  constructor(file: string, line: number, problem: string) {
    super(`${file}:${line}: ${problem}`);
  }
}

/** A `###` section as it stands in a file. */
interface Section {
  id: string;
  number: string;
  heading: string;
  line: number;
  block: unknown;
  words: string;
}

/** What an explained clause must have, by its kind (docs/knowledge.md). */
const NEEDS: Record<ClauseKind, readonly ('plain' | 'example' | 'consequence' | 'questions')[]> = {
  cover: ['plain', 'questions'],
  exclusion: ['plain', 'example', 'questions'],
  limit: ['plain', 'example', 'questions'],
  deductible: ['plain', 'example', 'questions'],
  'waiting-period': ['plain', 'example', 'questions'],
  duty: ['plain', 'consequence', 'questions'],
  procedure: ['plain', 'questions'],
  definition: ['plain', 'questions'],
  general: [],
};

/** Reads a product's folder. Throws {@link KnowledgeError}. */
export function readProduct(folder: string): Product {
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

/** Splits a file into its front matter and its clauses, with the lines on which they start. */
function readFile(file: string): { file: string; front: unknown; sections: Section[] } {
  if (!existsSync(file))
    throw new KnowledgeError(file, 1, 'this file is missing: write the product in both languages (docs/knowledge.md)');
  const source = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  const front = /^---\n([\s\S]*?)\n---\n/.exec(source);
  if (!front) throw new KnowledgeError(file, 1, 'start the file with front matter between two lines of ---');
  const sections: Section[] = [];
  const headings = [...source.matchAll(/^### (.*)$/gm)];
  const ids = new Set<string>();
  headings.forEach((match, index) => {
    const line = source.slice(0, match.index).split('\n').length;
    const heading = /^((?:Article|Section|Clause) \S+|\S+)\s+(.+?)\s*\{#([\w-]+)\}$/.exec(match[1] ?? '');
    if (!heading) throw new KnowledgeError(file, line, 'write the heading as "### 第一条 标题 {#id}"');
    const [, number = '', title = '', id = ''] = heading;
    if (ids.has(id)) throw new KnowledgeError(file, line, `the id ${id} stands twice: give this clause another one`);
    ids.add(id);
    const rest = source
      .slice(match.index + match[0].length, headings[index + 1]?.index)
      .replace(/\n#{1,2} [\s\S]*$/, '');
    const body = /^\s*```yaml\n([\s\S]*?)\n```\n?([\s\S]*)$/.exec(rest);
    if (!body)
      throw new KnowledgeError(file, line + 1, 'write a ```yaml block with the clause’s kind right below the heading');
    const words = (body[2] ?? '').trim();
    if (!words) throw new KnowledgeError(file, line, `write the words of clause ${id} below its block`);
    sections.push({ id, number, heading: title, line, block: yaml(body[1] ?? '', file, line + 2), words });
  });
  return { file, front: yaml(front[1] ?? '', file, 2), sections };
}

function yaml(source: string, file: string, firstLine: number): unknown {
  try {
    return parse(source) ?? {};
  } catch (error) {
    const at = (error as { linePos?: [{ line: number }] }).linePos?.[0].line ?? 1;
    throw new KnowledgeError(
      file,
      firstLine + at - 1,
      `this is not YAML (${(error as Error).message.split('\n')[0]}): quote texts that hold a colon`,
    );
  }
}

function checked<T>(schema: z.ZodType<T>, given: unknown, file: string, line: number): T {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new KnowledgeError(file, line, `${issue?.path.join('.') || 'block'}: ${issue?.message}`);
}

type Explained = z.infer<typeof translatedClauseBlock> & { kind: ClauseKind };

function requireExplanations({ id, line }: Section, block: Explained, file: string): void {
  for (const field of NEEDS[block.kind]) {
    const missing = field === 'questions' ? block.questions.length === 0 : block[field] === undefined;
    if (missing) throw new KnowledgeError(file, line, `clause ${id} is of kind ${block.kind}: write its ${field}`);
  }
}

/** What bears on a cover says on which: else a cover could be shown without it. */
function requireEffects(clauses: readonly Clause[], { file, sections }: { file: string; sections: Section[] }): void {
  const covers = new Set(clauses.filter(({ kind }) => kind === 'cover').map(({ id }) => id));
  clauses.forEach(({ id, kind, affects }, index) => {
    const line = sections[index]?.line ?? 1;
    const unknown = affects.find((affected) => !covers.has(affected));
    if (unknown)
      throw new KnowledgeError(
        file,
        line,
        `clause ${id} affects ${unknown}, which is no cover of this product: write one of ${[...covers].join(', ')}`,
      );
    if ((BEARING_KINDS as readonly string[]).includes(kind) && affects.length === 0) {
      throw new KnowledgeError(
        file,
        line,
        `clause ${id} is of kind ${kind}: write in affects which covers it bears on`,
      );
    }
  });
}

function clauseText(
  { number, heading, words }: Section,
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
