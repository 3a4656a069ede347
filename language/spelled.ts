import { readFileSync } from 'node:fs';
import { syllablesIn } from './pinyin.ts';

/** Words of pinyin, by their syllables. */
const { words: WORDS, longest: LONGEST } = read();

/** No message in pinyin is read in more words; the rest stays as it is. */
const MOST_WORDS = 200;
/** Nobody types a longer text without a keyboard for it, in characters. */
const LONGEST_TEXT = 1_000;
/** Of so many of its syllables words have to be known before a text is read as Chinese. */
const LEAST_KNOWN = 0.6;
/** English words that are no syllables of Chinese: where one stands, it is English. */
const ENGLISH =
  /\b(?:the|is|my|your|to|in|of|it|that|this|was|were|and|for|with|on|at|are|not|i|i'm|we|they|have|has|had)\b/i;
/** A name alone: Ma Xiao Yi. */
const A_NAME = /^[^a-z]*[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}[^a-z]*$/;

function read() {
  const lines = readFileSync(new URL('./spelled.txt', import.meta.url), 'utf8').split('\n');
  const words = new Map<string, string>();
  for (const line of lines) {
    const at = line.lastIndexOf(' ');
    if (at > 0 && !line.startsWith('#')) words.set(line.slice(0, at), line.slice(at + 1));
  }
  return { words, longest: Math.max(...[...words.keys()].map((key) => key.split(' ').length)) };
}

/**
 * A text that somebody typed in pinyin, in characters, as far as its words are known (`spelled.txt`); undefined where it
 * isn't one, or too little of it is known. What stands between its words stays, as do numbers and plates.
 */
export function spelledOut(text: string): string | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  if (!/[a-z]/i.test(text) || /\p{Script=Han}/u.test(text) || ENGLISH.test(text) || A_NAME.test(text)) return undefined;
  let [all, known] = [0, 0];
  const pieces = text.split(/([^a-z0-9' ]+)/i).map((piece, at) => {
    if (at % 2 === 1) return piece;
    const said = inCharacters(piece);
    all += said.all;
    known += said.known;
    return said.words;
  });
  return known >= 2 && known >= LEAST_KNOWN * all ? pieces.join('').trim() : undefined;
}

/** Words between two stops, in characters as far as they are known. */
function inCharacters(piece: string): { words: string; all: number; known: number } {
  const written = piece.split(' ').slice(0, MOST_WORDS);
  const items = written.flatMap((word, index): { text: string; syllable?: string; index: number }[] => {
    const syllables = /^[a-z']+$/i.test(word) ? syllablesIn(word.toLowerCase()) : undefined;
    return syllables?.map((syllable) => ({ text: syllable, syllable, index })) ?? [{ text: word, index }];
  });
  let [words, all, known] = ['', 0, 0];
  for (let at = 0; at < items.length; ) {
    const item = items[at];
    if (!item) break;
    const found = wordAt(items, at);
    const isSpaced = words !== '' && !found && items[at - 1]?.index !== item.index;
    if (found) {
      words += found.han;
      known += found.length;
    } else words += `${isSpaced ? ' ' : ''}${item.text}`;
    if (!found && /\d/.test(item.text)) words += ' ';
    // A number is no word of any language.
    all += found ? found.length : /\d/.test(item.text) || item.text === '' ? 0 : 1;
    at += found?.length ?? 1;
  }
  return { words: words.trim() === '' ? piece : words, all, known };
}

/** The longest word that begins at a place. */
function wordAt(items: readonly { syllable?: string }[], at: number): { han: string; length: number } | undefined {
  for (let length = LONGEST; length > 0; length--) {
    const some = items.slice(at, at + length);
    if (some.length < length || some.some(({ syllable }) => syllable === undefined)) continue;
    const han = WORDS.get(some.map(({ syllable }) => syllable).join(' '));
    if (han) return { han, length };
  }
  return undefined;
}
