import { importWording, type Summary } from '../../../../knowledge/import/import-wording.ts';
import { unmark } from '../../../../knowledge/import/marked-words.ts';

/** A clause as it stands in an imported file. */
export interface ImportedClause {
  id: string;
  number: string;
  heading: string;
  kind: string;
  affects: string[];
  terms: string[];
  /** Without the marks of bold. */
  words: string;
  marked: string;
}

/** An import as the tests look at it. */
export interface ImportedFile {
  content: string;
  summary: Summary;
  /** The headings of its parts. */
  parts: string[];
  clauses: ImportedClause[];
}

export const TODAY = '2026-11-23';

/** Imports a file, in this process. */
export async function imported(name: string, source: string | Buffer, code?: string): Promise<ImportedFile> {
  const { content, summary } = await importWording({
    name,
    bytes: Buffer.from(source),
    today: TODAY,
    ...(code ? { code } : {}),
  });
  return {
    content,
    summary,
    parts: [...content.matchAll(/^## (.*)$/gm)].map(([, part = '']) => part),
    clauses: clausesIn(content),
  };
}

/** The clauses of a product file. */
export function clausesIn(content: string): ImportedClause[] {
  const sections = content.split(/^### /m).slice(1);
  return sections.map((section) => {
    const [, number = '', heading = '', id = '', yaml = '', body = ''] =
      /^((?:Article|Section|Clause) \S+|\S+)\s+(.+?)\s*\{#([\w-]+)\}\n```yaml\n([\s\S]*?)\n```\n([\s\S]*)$/.exec(
        section,
      ) ?? [];
    const marked = body.replace(/\n#{1,2} [\s\S]*$/, '').trim();
    const list = (key: string): string[] =>
      new RegExp(`^${key}: \\[(.*)\\]$`, 'm')
        .exec(yaml)?.[1]
        ?.split(', ')
        .map((text) => text.replace(/^["']|["']$/g, '')) ?? [];
    return {
      id,
      number,
      heading,
      kind: /^kind: (.*)$/m.exec(yaml)?.[1] ?? '',
      affects: list('affects'),
      terms: list('terms'),
      words: unmark(marked).words,
      marked,
    };
  });
}

/** Clauses by number and heading, as the tests compare them. */
export const titles = ({ clauses }: ImportedFile): string[] =>
  clauses.map(({ number, heading }) => `${number} ${heading}`);
