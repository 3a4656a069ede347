import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CORE_SCHEMA, load } from 'js-yaml';
import { z } from 'zod';
import { ListedPattern } from './listed-pattern.ts';

/*
 * Word lists: how people say some things, as data. A file holds groups, each for one thing that is said; a group holds
 * lines by language; a line is a pattern with examples of what it hears and of what only sounds like it, which are its
 * test (tests/language/word-lists.test.ts).
 */

/** A line of a word list: a pattern, how people say it, and what only sounds like it. */
export interface Line {
  words: string;
  heard?: string[] | undefined;
  unheard?: string[] | undefined;
}

/** The classes of words that a list's lines name. */
export interface Classes {
  classes?: Record<string, string[]>;
}

/** A line as it stands in a file, and the patterns of itself alone and of its whole group. */
export interface ListedLine extends Line {
  group: string;
  alone: RegExp;
  whole: RegExp;
}

const LANGUAGES = ['zh-CN', 'en', 'any'] as const;

const examples = (what: string) => z.array(z.string(), { error: what }).min(1, { error: what });
const line = z.strictObject({
  words: z.string({ error: 'write a pattern' }).min(1, { error: 'write a pattern' }),
  heard: examples('write how somebody says it, at least once'),
  unheard: examples('write what only sounds like it, or leave it out').optional(),
});
const lines = z.array(line, { error: 'write its lines, or [] where nothing is heard in this language' });
const group = z.strictObject({
  /** What stands around the lines, where they aren't heard wherever they stand; `<lines>` in it is one of them. */
  frame: z
    .string()
    .regex(/<lines>/, { error: 'write <lines> where one of the lines is to stand' })
    .optional(),
  'zh-CN': lines,
  en: lines,
  /** What is the same in every language: marks, pictures. */
  any: lines.optional(),
});
type Group = z.infer<typeof group>;
const shape = z.object({ classes: z.record(z.string(), z.array(z.string())), groups: z.record(z.string(), group) });

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Reads a file of word lists. Throws where it has another shape, and says what to write where. */
function readWordLists(file: URL): { classes: Record<string, string[]>; groups: Record<string, Group> } {
  const text = readFileSync(file, 'utf8');
  const { classes = {}, ...groups } = load(text, { schema: CORE_SCHEMA, filename: nameOf(file) }) as Classes;
  const read = shape.safeParse({ classes, groups });
  if (!read.success) throw new Error(`${nameOf(file)}: ${z.prettifyError(read.error)}`);
  return read.data;
}

/**
 * What each group of a file is heard by, in every language and letters of either case. Throws where a group is missing,
 * or is there that nobody asks for.
 */
export function wordLists<Name extends string>(file: URL, names: readonly Name[]): Record<Name, RegExp> {
  const { classes, groups } = readWordLists(file);
  const unasked = Object.keys(groups).filter((name) => !names.some((asked) => asked === name));
  if (unasked.length > 0) throw new Error(`${nameOf(file)}: nobody asks for the group ${unasked.join(', ')}`);
  const heardBy = (name: Name): RegExp => {
    const one = groups[name];
    if (!one) throw new Error(`${nameOf(file)}: write the group ${name}`);
    return patternOfGroup(one, linesOf(one), classes);
  };
  return Object.fromEntries(names.map((name) => [name, heardBy(name)])) as Record<Name, RegExp>;
}

/** Every line of a file of word lists, with the patterns by which it is tested. */
export function linesIn(file: URL): ListedLine[] {
  const { classes, groups } = readWordLists(file);
  return Object.entries(groups).flatMap(([name, one]) => {
    const whole = patternOfGroup(one, linesOf(one), classes);
    return linesOf(one).map((line) => ({ ...line, group: name, alone: patternOfGroup(one, [line], classes), whole }));
  });
}

const linesOf = (one: Group): Line[] => LANGUAGES.flatMap((language) => one[language] ?? []);

function patternOfGroup(
  { frame = '<lines>' }: Group,
  some: readonly Line[],
  classes: Record<string, string[]>,
): RegExp {
  const filled = (words: string) => patternOf(words, { classes }, ' ');
  const lines = some.map(({ words }) => filled(words));
  const parts = aroundOne(frame);
  if (parts && lines.length > 0)
    return new ListedPattern({ before: filled(parts.before), lines, after: filled(parts.after) });
  return new RegExp(
    filled(frame).replaceAll('<lines>', () => `(?:${lines.join('|')})`),
    'i',
  );
}

/** What stands before and after the lines of a frame, where one of them stands there, once; undefined for other frames. */
function aroundOne(frame: string): { before: string; after: string } | undefined {
  const [before = '', after = '', ...others] = frame.replace('(?:<lines>)', '<lines>').split('<lines>');
  const isOnce = others.length === 0 && !/^[*+?{]/.test(after);
  return isOnce && isWhole(before) && isWhole(after) ? { before, after } : undefined;
}

/** Whether a part of a pattern is one by itself: every bracket of it is closed, and it is no alternative. */
function isWhole(part: string): boolean {
  const bare = part.replace(/\\./g, '').replace(/\[[^\]]*\]/g, '');
  let open = 0;
  for (const mark of bare) {
    if (mark === '(') open++;
    else if (mark === ')') open--;
    if (open < 0 || (open === 0 && mark === '|')) return false;
  }
  return open === 0;
}

/** A pattern with its classes put in, and what a space in it stands for. */
export function patternOf(words: string, { classes = {} }: Classes, space = '\\s+'): string {
  const filled = words.replace(/<([a-z]+)>/g, (whole, name: string) => {
    const members = classes[name];
    return members ? `(?:${patternOf(members.join('|'), { classes }, space)})` : whole;
  });
  return filled.replaceAll(' ', space);
}

const nameOf = (file: URL): string => relative(ROOT, fileURLToPath(file));
