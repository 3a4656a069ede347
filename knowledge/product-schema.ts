import { z } from 'zod';
import { CLAUSE_KINDS } from './product.ts';

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
