import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CORE_SCHEMA, load } from 'js-yaml';
import { z } from 'zod';
import { simplified } from '../../language/simplified.ts';
import { readable } from '../../language/window.ts';
import { type Classes, type Line, patternOf } from '../../language/word-lists.ts';

/* How the word lists of distress and danger see a text, and how their lines become patterns. */

/** Small letters and one Unicode form; what nobody sees is gone. */
const small = (text: string): string =>
  readable(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Cf}/gu, '');

/** Simplified characters, with nothing between them that only spreads them out. */
export const plainHan = (text: string): string =>
  simplified(small(text))
    .replace(/[，、]/gu, ',')
    .replace(/[！]/gu, '!')
    .replace(/[？]/gu, '?')
    .replace(/\n+/gu, '。')
    .replace(/[\s.…~～·*_\-—]+/gu, '');

/** Words of dialects in those of Mandarin, as far as the lists know them by these. */
export const spoken = (han: string): string =>
  han
    .replace(/冇|木有|没得(?=人|事|啥)/gu, '没有')
    .replace(/唔/gu, '不')
    .replace(/嚟/gu, '来')
    .replace(/[俾畀]/gu, '被')
    .replace(/咗/gu, '了')
    .replace(/佢/gu, '他')
    .replace(/喺/gu, '在')
    .replace(/嘅/gu, '的')
    .replace(/攞/gu, '拿')
    .replace(/屋企/gu, '家里')
    .replace(/火烛/gu, '着火');

/** Words with one space between them. */
const spaced = (text: string): string =>
  text
    .replace(/['’‘`´]/gu, '')
    .replace(/["“”()*_~\s]+/gu, ' ')
    .trim();

export const plainEnglish = (text: string): string => spaced(small(text));

/** Without the marks of tones, and of ü. */
export const plainPinyin = (text: string): string => spaced(small(text).normalize('NFD').replace(/\p{M}/gu, ''));

/** A pattern looks at no more of a text at once: its time may grow faster than the text. */
const PIECE = 400;
/** Pieces overlap by more than anybody needs to say it. */
const OVERLAP = 50;

export function piecesOf(text: string): string[] {
  const pieces = [text.slice(0, PIECE)];
  for (let start = PIECE - OVERLAP; start + OVERLAP < text.length; start += PIECE - OVERLAP)
    pieces.push(text.slice(start, start + PIECE));
  return pieces;
}

const line = z
  .strictObject({
    words: z.string().min(1, { error: 'write a pattern' }),
    heard: z.array(z.string()).optional(),
    unheard: z.array(z.string()).optional(),
    always: z.boolean().optional(),
  })
  .refine(({ heard = [], unheard = [] }) => heard.length + unheard.length > 0, {
    error: 'write how somebody says it (heard), or what only sounds like it (unheard)',
  });
const lines = z.array(line).optional();
const classes = z.record(z.string(), z.array(z.string())).optional();

/**
 * Reads a word list from its file, which may hold classes, the groups, and single patterns by name. Throws where it has
 * another shape, and says what to write where.
 */
export function readWordList<List extends Classes>(
  file: URL,
  groups: readonly string[],
  patterns: readonly string[] = [],
): List {
  const all = (names: readonly string[], shape: z.ZodType) => Object.fromEntries(names.map((name) => [name, shape]));
  const read = z
    .strictObject({ classes, ...all(groups, lines), ...all(patterns, z.string().optional()) })
    .safeParse(load(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA }));
  if (!read.success) throw new Error(`${fileURLToPath(file)}: ${z.prettifyError(read.error)}`);
  return read.data as List;
}

/** The patterns of lines that mean the same. */
export const patternsOf = (lines: readonly Line[], list: Classes, space: string): string[] =>
  lines.map(({ words }) => patternOf(words, list, space));
