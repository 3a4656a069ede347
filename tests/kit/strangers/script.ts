import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { minutesLater } from '../../../cli/later.ts';
import type { Half } from '../../../tools/eval/sets.ts';
import { reads } from './words.ts';

/*
 * Conversations that strangers wrote, who hadn't seen the desk: `tests/conversations/strangers/<half>/*.yaml`, a list of
 *
 *     - id: A01
 *       who: an old man whose kitchen flooded     who writes
 *       locale: zh-CN                             the page's language
 *       clock: 2026-09-16T10:05+08:00             when it begins; the book's days are counted from then
 *       talk:
 *         - say: 喂你好我家厨房淹了                   what is said; a list is sent at once; {code: true} is the code that was
 *           critical: true                        sent to the phone on file, {code: wrong} another one
 *           reply:                                what all that is said to it together holds:
 *             - [报案, 登记, /记(下|着)/i]            each line: one of these, words or a pattern
 *           never: [保单号是多少]                    and none of these
 *         - after: 20h                            time passes: m, h, d
 *       end:                                      what is stored in the end, as far as it matters
 *         cases:
 *           - kind: incident                      incident, complaint, change, call-back
 *             status: submitted                   draft, submitted, withdrawn
 *             holds: [[8月16, 2026-08-16], 翡翠园]   each stands in its data, facts or notes (one of a list)
 *             without: [苏E99999]                  none of these counts in it
 *         no-cases: [incident]                    kinds of which there is none, drafts neither
 *         queue: false                            whether they wait for a person
 *
 * Who works on the desk reads those of `open/` alone. No expectation is changed to suit the desk.
 */

const FOLDER = join(import.meta.dirname, '..', '..', 'conversations', 'strangers');

const KINDS = ['incident', 'complaint', 'change', 'call-back'] as const;
/** What a case is to strangers, whatever the desk calls it. */
export type StrangersKind = (typeof KINDS)[number];

const STATUSES = ['draft', 'submitted', 'withdrawn'] as const;
/** How far a case has come. */
export type Status = (typeof STATUSES)[number];

const words = z.string().min(1).refine(reads, 'is no pattern that can be read');
const oneOf = z.array(words).min(1);
const each = z.array(z.union([words.transform((one) => [one]), oneOf]));

const code = z.strictObject({ code: z.union([z.literal(true), z.literal('wrong')]) });

const message = z.strictObject({
  say: z.union([z.string().transform((text) => [text]), z.array(z.string()).min(1), code]),
  critical: z.boolean().default(false),
  reply: z.array(oneOf).default([]),
  never: z.array(words).default([]),
});
/** What somebody says at once, and what is expected of the answer. */
export type Message = z.infer<typeof message>;

const pass = z.strictObject({
  after: z.string().transform((after, { addIssue }) => {
    const minutes = minutesLater(`+${after}`);
    if (minutes === undefined) addIssue('is no time like 20h');
    return minutes ?? 0;
  }),
});

const expectedCase = z.strictObject({
  kind: z.enum(KINDS),
  status: z.enum(STATUSES).optional(),
  holds: each.default([]),
  without: z.array(words).default([]),
});
export type ExpectedCase = z.infer<typeof expectedCase>;

const end = z.strictObject({
  cases: z.array(expectedCase).default([]),
  'no-cases': z.array(z.enum(KINDS)).default([]),
  queue: z.boolean().optional(),
});
export type ExpectedEnd = z.infer<typeof end>;

const script = z.strictObject({
  id: z.string().regex(/^[A-Z]\d\d$/),
  who: z.string().min(1),
  locale: z.enum(['zh-CN', 'en']),
  clock: z.string().transform((time, { addIssue }) => {
    const clock = new Date(time);
    if (Number.isNaN(clock.getTime())) addIssue('is no time like 2026-09-16T10:05+08:00');
    return clock;
  }),
  talk: z.array(z.union([message, pass])).min(1),
  end,
});

/** A conversation as a stranger wrote it. */
export type Script = z.infer<typeof script> & { half: Half };

/** Reads a file's scripts. Throws, with the path inside of it, what can't be read. */
export function parseScripts(file: string, text: string, half: Half): Script[] {
  const document = parseDocument(text);
  const [broken] = document.errors;
  if (broken) throw new Error(`${file}: ${broken.message}`);
  const { data, error } = z.array(script).safeParse(document.toJS());
  if (error) throw new Error(`${file}: ${z.prettifyError(error)}`);
  return data.map((one) => ({ ...one, half }));
}

/** All scripts, in the order of their clocks: played one after the other no time goes back. Throws what can't be read. */
export function readScripts(): Script[] {
  const all = (['open', 'held-back'] as const).flatMap((half) =>
    readdirSync(join(FOLDER, half))
      .filter((name) => name.endsWith('.yaml'))
      .flatMap((name) => parseScripts(`${half}/${name}`, readFileSync(join(FOLDER, half, name), 'utf8'), half)),
  );
  const ids = all.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) throw new Error(`${twice} stands there twice`);
  return all.sort((one, other) => one.clock.getTime() - other.clock.getTime());
}
