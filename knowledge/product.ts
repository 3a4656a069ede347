import { z } from 'zod';
import type { Locale } from '../language/locale.ts';

/** What a clause is for. */
export const CLAUSE_KINDS = [
  'cover',
  'exclusion',
  'limit',
  'deductible',
  'waiting-period',
  'duty',
  'procedure',
  'definition',
  'general',
] as const;
export type ClauseKind = (typeof CLAUSE_KINDS)[number];

/** The kinds that take something away from a cover: no cover is shown without those that bear on it. */
export const BEARING_KINDS = [
  'exclusion',
  'limit',
  'deductible',
  'waiting-period',
  'duty',
] as const satisfies readonly ClauseKind[];

const text = z.string({ error: 'write a text' }).trim().min(1, { error: 'write a text; it is empty' });
const texts = z.array(text, { error: 'write a list of texts' });
const day = z.union([z.iso.date(), z.date().transform((date) => date.toISOString().slice(0, 10))], {
  error: 'write a date such as 2026-01-01',
});
const days = z.number({ error: 'write a whole number of days' }).int().positive().optional();

/** The front matter of the binding wording. */
export const frontMatter = z.strictObject({
  code: text,
  line: text,
  name: text,
  aliases: texts,
  words: texts,
  filingNumber: text,
  version: z.union([text, z.number().transform(String)], { error: 'write the version, such as "2026"' }),
  effectiveFrom: day,
  effectiveUntil: day.optional(),
  sample: z.boolean().default(false),
  purpose: text.optional(),
  soldTo: text,
  premium: text.optional(),
  hotline: text,
  coolingOffDays: days,
  waitingDays: days,
  graceDays: days,
});

/** The front matter of an imported wording: what couldn't be read from it is left for an editor. */
export const importedFrontMatter = frontMatter.extend({
  imported: z.literal(true),
  aliases: texts.default([]),
  words: texts.default([]),
  filingNumber: z.string().default(''),
  soldTo: z.string().default(''),
  hotline: z.string().default(''),
});

/** The front matter of a translation. */
export const translatedFrontMatter = z.strictObject({
  code: text,
  name: text,
  aliases: texts,
  words: texts,
  purpose: text.optional(),
  soldTo: text,
  premium: text.optional(),
});

const explained = {
  plain: text.optional(),
  example: text.optional(),
  consequence: text.optional(),
  questions: texts.default([]),
  terms: texts.default([]),
};

/** The YAML block of a clause in the binding wording. */
export const clauseBlock = z.strictObject({
  kind: z.enum(CLAUSE_KINDS, { error: `write one of ${CLAUSE_KINDS.join(', ')}` }),
  affects: texts.default([]),
  ...explained,
});

/** The YAML block of a clause in a translation. */
export const translatedClauseBlock = z.strictObject(explained);

/** A clause in one language. */
export interface ClauseText {
  /** As printed, 第八条 or Article 8. */
  number: string;
  heading: string;
  /** The clause's own words. */
  words: string;
  /** SHA-256 of the words. */
  hash: string;
  plain?: string;
  example?: string;
  consequence?: string;
  questions: string[];
  /** The words, as the clauses use them, that a definition explains. */
  terms: string[];
}

/** A clause in every language of its product. */
export interface Clause {
  id: string;
  kind: ClauseKind;
  /** Ids of the covers that this clause takes away from or bears on. */
  affects: string[];
  text: Record<Locale, ClauseText>;
}

/** How a product is spoken of in one language. */
export interface ProductText {
  name: string;
  /** Other names that customers use for it. */
  aliases: string[];
  /** Words that point to its line of insurance without naming it. */
  words: string[];
  /** What it is for, and what it isn't for. */
  purpose?: string;
  /** Who can buy it. */
  soldTo: string;
  /** What it costs to whom. */
  premium?: string;
}

/** A product in one version of its wording. */
export interface Product {
  code: string;
  line: string;
  version: string;
  effectiveFrom: string;
  /** The last day on which a policy was sold under this version. */
  effectiveUntil?: string;
  filingNumber: string;
  hotline: string;
  sample: boolean;
  /** It came from `desk import` and has not been worked on. */
  imported?: boolean;
  coolingOffDays?: number;
  waitingDays?: number;
  graceDays?: number;
  text: Record<Locale, ProductText>;
  clauses: Clause[];
}
