import { existsSync, readFileSync } from 'node:fs';
import { CORE_SCHEMA, load, type YAMLException } from 'js-yaml';
import type { z } from 'zod';

/** A knowledge file that can't be used: where, and what to write there. */
export class KnowledgeError extends Error {
  constructor(file: string, line: number, problem: string) {
    super(`${file}:${line}: ${problem}`);
  }
}

/** A `###` section as it stands in a file. */
export interface Section {
  id: string;
  heading: string;
  line: number;
  block: unknown;
  words: string;
}

/** A Markdown file of knowledge: front matter, and sections with a YAML block each. */
export interface MarkdownFile {
  file: string;
  front: unknown;
  sections: Section[];
}

/** Splits a file into its front matter and its sections, with the lines on which they start. Throws {@link KnowledgeError}. */
export function readMarkdown(file: string): MarkdownFile {
  if (!existsSync(file))
    throw new KnowledgeError(file, 1, 'this file is missing: write it in both languages (docs/knowledge.md)');
  const source = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  const front = /^---\n([\s\S]*?)\n---\n/.exec(source);
  if (!front) throw new KnowledgeError(file, 1, 'start the file with front matter between two lines of ---');
  const sections: Section[] = [];
  const headings = [...source.matchAll(/^### (.*)$/gm)];
  const ids = new Set<string>();
  let line = 1;
  let counted = 0;
  headings.forEach((match, index) => {
    line += source.slice(counted, match.index).split('\n').length - 1;
    counted = match.index;
    const heading = /^(.+?)\s*\{#([\w-]+)\}$/.exec(match[1] ?? '');
    if (!heading) throw new KnowledgeError(file, line, 'write the heading as "### 第一条 标题 {#id}"');
    const [, title = '', id = ''] = heading;
    if (ids.has(id)) throw new KnowledgeError(file, line, `the id ${id} stands twice: give this section another one`);
    ids.add(id);
    const rest = source
      .slice(match.index + match[0].length, headings[index + 1]?.index)
      .replace(/\n#{1,2} [\s\S]*$/, '');
    const body = /^\s*```yaml\n([\s\S]*?)\n```\n?([\s\S]*)$/.exec(rest);
    if (!body) throw new KnowledgeError(file, line + 1, 'write a ```yaml block right below the heading');
    const words = (body[2] ?? '').trim();
    if (!words) throw new KnowledgeError(file, line, `write the words of ${id} below its block`);
    sections.push({ id, heading: title, line, block: yaml(body[1] ?? '', file, line + 2), words });
  });
  return { file, front: yaml(front[1] ?? '', file, 2), sections };
}

function yaml(source: string, file: string, firstLine: number): unknown {
  try {
    return load(source, { schema: CORE_SCHEMA }) ?? {};
  } catch (error) {
    const { mark, reason = (error as Error).message } = error as Partial<YAMLException>;
    throw new KnowledgeError(
      file,
      firstLine + (mark?.line ?? 0),
      `this is not YAML (${reason}): quote texts that hold a colon`,
    );
  }
}

/** What a schema makes of a block or front matter. Throws {@link KnowledgeError} with what to write. */
export function checked<T>(schema: z.ZodType<T>, given: unknown, file: string, line: number): T {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new KnowledgeError(file, line, `${issue?.path.join('.') || 'block'}: ${issue?.message}`);
}
