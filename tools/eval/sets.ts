import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/*
 * What others wrote to measure the desk by, without having seen its phrasings or its code. Each set has two halves: one
 * to learn from where the desk fails, and one that nobody reads, so that its totals say what customers will meet.
 */

const FOLDER = join(import.meta.dirname, '..', '..', 'tests', 'understanding', 'evaluation');

/** The half that may be read while working on the desk, and the one of which only totals are known. */
export type Half = 'open' | 'held-back';

const languages = ['zh', 'en', 'mixed'] as const;
export type Language = (typeof languages)[number];

const lang = z.enum(languages);
const text = z.string().min(1);

const utterance = z.strictObject({
  text,
  intent: z.string(),
  lang,
  kind: z.enum([
    'plain',
    'typo',
    'pinyin',
    'traditional',
    'dialect',
    'short',
    'long',
    'emotional',
    'sarcastic',
    'voice',
    'negated',
    'several',
    'mix',
    'boundary',
    'supposed',
    'oos-insurer',
    'oos-medical',
    'oos-abuse',
    'oos-injection',
    'oos-gibberish',
    'oos-others-data',
    'oos-chat',
  ]),
});
/** A message and what it wants. */
export type Utterance = z.infer<typeof utterance>;

const none = z.strictObject({ none: z.literal(true) });

const time = z.strictObject({
  text,
  /** When it was written. */
  reference: z.iso.datetime({ offset: true }),
  expect: z.union([
    z.strictObject({ date: z.iso.date(), time: z.iso.time({ precision: -1 }).optional() }),
    /** The customer has to be asked, be it only for the hour. */
    z.strictObject({ date: z.iso.date().optional(), ask: z.literal(true) }),
    none,
  ]),
  lang,
  kind: z.enum([
    'after_midnight',
    'anchored',
    'clock24',
    'context',
    'correction',
    'counted_back',
    'day_unknown',
    'dialect',
    'digits_after_hao',
    'digits_ordinal',
    'festival',
    'future',
    'half_unknown',
    'han_digits',
    'impossible',
    'iso',
    'lunar',
    'several_events',
    'short_year',
    'solar_term',
    'trap_none',
    'vague',
    'weekday',
  ]),
});
/** A message and when it says that something happened. */
export type TimeSaid = z.infer<typeof time>;

const money = z.strictObject({
  text,
  expect: z.union([
    z.strictObject({ amount: z.number(), currency: z.string().length(3) }),
    z.strictObject({ ask: z.literal(true) }),
    none,
  ]),
  lang,
  kind: z.enum([
    'agreed',
    'bound',
    'capitals',
    'colloquial',
    'correction',
    'currency_name',
    'currency_sign',
    'deductible',
    'han_decimal',
    'ids_beside',
    'limit_beside',
    'negative',
    'no_amount',
    'ocr_slip',
    'purchase_repair',
    'range',
    'scientific',
    'separators',
    'total_parts',
    'unread',
    'yi',
    'yuan_jiao_fen',
  ]),
});
/** A message and the amount that it gives. */
export type MoneySaid = z.infer<typeof money>;

const FACTS_SAID = [
  'incident-time',
  'place',
  'injured',
  'money',
  'count',
  'phone',
  'e-mail',
  'id-card',
  'bank-card',
  'plate',
  'policy-number',
  'name',
  'relation',
  'description',
  'confirm',
  'which-product',
] as const;
const ACTS_DONE = [
  'inform',
  'ask',
  'want',
  'affirm',
  'deny',
  'correct',
  'skip',
  'cancel',
  'resume',
  'restart',
  'summary',
  'person',
  'distress',
  'abuse',
  'greet',
  'thanks',
  'other',
] as const;

const done = z.strictObject({
  act: z.enum(ACTS_DONE),
  text,
  fact: z.enum(FACTS_SAID).optional(),
  intent: z.string().optional(),
  kind: z.enum(['death', 'injury', 'danger', 'fraud', 'threat', 'wish-to-die']).optional(),
});
/** An act of a message, with its words. */
export type Done = z.infer<typeof done>;

const actsDone = z
  .strictObject({
    text,
    lang,
    asked: z
      .strictObject({
        question: z.string(),
        fact: z.enum(FACTS_SAID).optional(),
        options: z.array(z.string()).optional(),
      })
      .nullable(),
    open: z.array(z.string()),
    acts: z.array(done).min(1),
    kind: z.enum([
      'single',
      'several',
      'answer',
      'answer-plus',
      'not-asked',
      'correction',
      'leaving',
      'distress',
      'social',
      'story',
    ]),
  })
  .refine((message) => message.acts.every((one) => message.text.includes(one.text)));
/** A message, what was asked before it and which matters were open, and what the customer does in it. */
export type ActsDone = z.infer<typeof actsDone>;

export const utterances = (half: Half): Utterance[] => read(half, 'utterances.jsonl', utterance);
export const times = (half: Half): TimeSaid[] => read(half, 'times.jsonl', time);
export const amounts = (half: Half): MoneySaid[] => read(half, 'money.jsonl', money);

export const actsSaid = (half: Half): ActsDone[] => read(half, 'acts.jsonl', actsDone);

/** A half of a set; empty where it isn't there. Throws with the number of a line that has another shape, never its words. */
function read<T>(half: Half, name: string, shape: z.ZodType<T>): T[] {
  const file = half === 'open' ? join(FOLDER, name) : join(FOLDER, half, name);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line, index) => {
      const said = shape.safeParse(parsed(line));
      if (!said.success) throw new Error(`${file}:${index + 1}: not a line of this set (tools/eval/sets.ts)`);
      return said.data;
    });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
