import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CORE_SCHEMA, load } from 'js-yaml';
import { z } from 'zod';
import { KnowledgeError } from '../markdown-file.ts';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** A part of a day, in minutes from its midnight. */
interface Span {
  from: number;
  to: number;
}

/** When somebody of the insurer's is there, and how one is reached else (`desk/hours.yaml`). */
export interface HoursOfDesk {
  /** From Monday to Sunday. */
  weekly: Span[][];
  holiday: Span[];
  makeUpDay: Span[];
  /** By year, the ISO dates that are off and those that are worked for them. */
  holidays: Map<number, { off: Set<string>; worked: Set<string> }>;
  roundTheClock: { name: { 'zh-CN': string; en: string }; at: string }[];
}

const MINUTES_OF_DAY = 24 * 60;

const span = z
  .string()
  .regex(/^([01]\d|2[0-4]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$/, { error: 'write hours as 09:00-18:00' })
  .transform((text): Span => {
    const [from = 0, to = 0] = text.split('-').map((time) => {
      const [hour = 0, minute = 0] = time.split(':').map(Number);
      return hour * 60 + minute;
    });
    return { from, to };
  })
  .refine(({ from, to }) => from < to && to <= MINUTES_OF_DAY, {
    error:
      'hours end after they begin, by 24:00: write a night as two parts, 20:00-24:00 and 00:00-06:00 of the next day',
  });
const spans = z
  .array(span)
  .transform((some) => some.toSorted((one, other) => one.from - other.from))
  .refine((some) => some.every(({ from }, index) => index === 0 || (some[index - 1]?.to ?? 0) <= from), {
    error: 'the hours of a day don’t overlap',
  });

const date = z.iso.date({ error: 'write a date as 2026-10-01' });
/** A day, or days from the first to the last. */
const days = z
  .string()
  .transform((text) => text.split('/'))
  .pipe(z.array(date).min(1).max(2))
  .transform(([first = '', last = first]) => ({ first, last }))
  .refine(({ first, last }) => first <= last && last.slice(0, 4) === first.slice(0, 4), {
    error: 'days stand in one year, the first before the last: 2026-10-01/2026-10-07',
  })
  .transform(({ first, last }) => {
    const all: string[] = [];
    for (let at = Date.parse(first); at <= Date.parse(last); at += 86_400_000)
      all.push(new Date(at).toISOString().slice(0, 10));
    return all;
  });
const dates = z.array(days).transform((some) => new Set(some.flat()));

const year = z.strictObject({ notice: z.string().min(1), off: dates, worked: dates });

const weekdays = Object.fromEntries(WEEKDAYS.map((day) => [day, spans])) as Record<
  (typeof WEEKDAYS)[number],
  typeof spans
>;

const shape = z.strictObject({
  weekly: z.strictObject(weekdays),
  holiday: spans,
  'make-up-day': spans,
  'round-the-clock': z.array(
    z.strictObject({
      name: z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) }),
      at: z.string().min(1),
    }),
  ),
  holidays: z
    .record(z.string().regex(/^20\d\d$/, { error: 'a year is a number such as 2026' }), year)
    .refine(
      (years) =>
        Object.entries(years).every(([number, { off, worked }]) =>
          [...off, ...worked].every((day) => day.startsWith(`${number}-`)),
        ),
      { error: 'each day stands below its own year' },
    ),
});

const shipped = fileURLToPath(new URL('.', import.meta.url));

/**
 * Reads the hours that are shipped and, part by part in their place, those of a further folder's `desk/hours.yaml`. Throws
 * `KnowledgeError` for a file that can't be used.
 */
export function readHours(furtherFolder?: string): HoursOfDesk {
  const given = read(join(shipped, 'hours.yaml'), shape);
  const file = furtherFolder === undefined ? undefined : join(furtherFolder, 'desk', 'hours.yaml');
  const own = file && existsSync(file) ? read(file, shape.partial()) : undefined;
  const weekly = own?.weekly ?? given.weekly;
  const holidays = Object.entries({ ...given.holidays, ...own?.holidays });
  return {
    weekly: WEEKDAYS.map((day) => weekly[day]),
    holiday: own?.holiday ?? given.holiday,
    makeUpDay: own?.['make-up-day'] ?? given['make-up-day'],
    holidays: new Map(holidays.map(([number, { off, worked }]) => [Number(number), { off, worked }])),
    roundTheClock: own?.['round-the-clock'] ?? given['round-the-clock'],
  };
}

function read<Read>(file: string, wanted: z.ZodType<Read>): Read {
  let written: unknown;
  try {
    written = load(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA, filename: file });
  } catch (error) {
    throw new KnowledgeError(file, 1, `this is no YAML: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = wanted.safeParse(written);
  if (!parsed.success) throw new KnowledgeError(file, 1, z.prettifyError(parsed.error));
  return parsed.data;
}
