import type { z } from 'zod';
import { KnowledgeError, type Section } from './markdown-file.ts';
import { BEARING_KINDS, type Clause, type ClauseKind } from './product.ts';
import type { translatedClauseBlock } from './product-schema.ts';

/** A clause's section, its heading split into the number as printed and the title. */
export type ClauseSection = Section & { number: string };

/** What is said of a clause beside its words, in one language. */
export type Explained = z.infer<typeof translatedClauseBlock> & { kind: ClauseKind };

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

/** Sees to it that a clause has the explanations that its kind needs. Throws {@link KnowledgeError}. */
export function requireExplanations({ id, line }: ClauseSection, block: Explained, file: string): void {
  for (const field of NEEDS[block.kind]) {
    const missing = field === 'questions' ? block.questions.length === 0 : block[field] === undefined;
    if (missing) throw new KnowledgeError(file, line, `clause ${id} is of kind ${block.kind}: write its ${field}`);
  }
}

/** Sees to it that what bears on a cover says on which: else a cover could be shown without it. Throws {@link KnowledgeError}. */
export function requireEffects(
  clauses: readonly Clause[],
  { file, sections }: { file: string; sections: ClauseSection[] },
): void {
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
