import { readFileSync } from 'node:fs';
import { CORE_SCHEMA, load } from 'js-yaml';
import { simplified } from '../../language/simplified.ts';
import { readable } from '../../language/window.ts';

/* What word lists are made of, whatever they listen for: how a text is seen by them, and how a line becomes a pattern. */

/** A line of a word list: a pattern, how people say it, and what only sounds like it. */
export interface Line {
  words: string;
  heard?: string[];
  unheard?: string[];
}

/** The classes of words that a list's lines name. */
export interface Classes {
  classes?: Record<string, string[]>;
}

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

/** A pattern with its classes put in, and what a space in it stands for. */
export function patternOf(words: string, { classes = {} }: Classes, space = '\\s+'): string {
  const filled = words.replace(/<([a-z]+)>/g, (whole, name: string) => {
    const members = classes[name];
    return members ? `(?:${patternOf(members.join('|'), { classes }, space)})` : whole;
  });
  return filled.replaceAll(' ', space);
}

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

/** Reads a word list from its file. */
export const readWordList = <List extends Classes>(file: URL): List =>
  load(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA }) as List;

/** The patterns of lines that mean the same. */
export const patternsOf = (lines: readonly Line[], list: Classes, space: string): string[] =>
  lines.map(({ words }) => patternOf(words, list, space));
