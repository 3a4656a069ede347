import { readFileSync } from 'node:fs';

/** Syllables are written as one character each, from Unicode's private use, so that they can be counted like letters. */
const FIRST = 0xe000;
const FIRST_HAN = 0x4e00;
const LAST_HAN = 0x9fff;
const LONGEST_SYLLABLE = 6;
/** No word of pinyin is longer; a longer one would only cost time. */
const LONGEST_WORD = 40;

const WORD = /[a-z0']+/g;

/** By syllable, its character; and by Han character, that of how it is said, 0 where that isn't known. */
const { units, saidAs } = read();
/** By its character, a syllable as it is written. */
const written = [...units.keys()];

function read() {
  const units = new Map<string, number>();
  const saidAs = new Uint16Array(LAST_HAN - FIRST_HAN + 1);
  const lines = readFileSync(new URL('./pinyin.txt', import.meta.url), 'utf8').split('\n');
  for (const line of lines) {
    const [syllable = '', characters = ''] = line.split(' ');
    if (syllable === '' || syllable === '#') continue;
    const unit = FIRST + units.size;
    units.set(syllable, unit);
    for (const character of characters) saidAs[character.charCodeAt(0) - FIRST_HAN] = unit;
  }
  return { units, saidAs };
}

/**
 * A text as it is said, a character a syllable without its tone, a space for whatever else stands in it: 退保 and "tui bao"
 * are the same, and so is what sounds alike (推保). Takes small letters. Nothing for Latin words most of which are no pinyin.
 */
export function syllablesOf(text: string): string {
  let han = '';
  let isSpaced = true;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const unit = code >= FIRST_HAN && code <= LAST_HAN ? (saidAs[code - FIRST_HAN] as number) : 0;
    if (unit > 0) han += String.fromCharCode(unit);
    else if (!isSpaced) han += ' ';
    isSpaced = unit === 0;
  }
  return han === '' ? syllablesOfWords(text.match(WORD) ?? []) : han;
}

function syllablesOfWords(words: readonly string[]): string {
  const said = words.map(syllablesOfWord);
  return 2 * said.filter((one) => one !== undefined).length > words.length
    ? said.map((one) => one ?? ' ').join('')
    : '';
}

/** The fewest syllables that a word of small letters falls into, each as it is written; undefined where it falls into none. */
export const syllablesIn = (word: string): string[] | undefined =>
  syllablesOfWord(word.replaceAll("'", ''))
    ?.split('')
    .flatMap((unit) => written[unit.charCodeAt(0) - FIRST] ?? []);

/** The fewest syllables that a word falls into; undefined where it doesn't. */
function syllablesOfWord(word: string): string | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  const best: (string | undefined)[] = [''];
  for (let end = 1; end <= word.length; end++) {
    let shortest: string | undefined;
    for (let begin = Math.max(0, end - LONGEST_SYLLABLE); begin < end; begin++) {
      const before = best[begin];
      const unit = before === undefined ? undefined : units.get(word.slice(begin, end));
      if (before === undefined || unit === undefined) continue;
      if (shortest === undefined || before.length + 1 < shortest.length) shortest = before + String.fromCharCode(unit);
    }
    best[end] = shortest;
  }
  return best[word.length];
}
