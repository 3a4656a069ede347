import { Converter } from 'opencc-js/t2cn';

const convert = Converter({ from: 't', to: 'cn' });

const characters = Array.from({ length: 0x9fff - 0x4e00 + 1 }, (_, at) => String.fromCodePoint(0x4e00 + at));
const converted = convert(characters.join('\n')).split('\n');
/** Characters that are written otherwise in simplified Chinese, and how. */
const SIMPLIFIED = new Map(
  characters.flatMap((character, at) => {
    const simple = converted[at] ?? character;
    return simple === character ? [] : [[character, simple]];
  }),
);
/** A text without any of them needs no conversion. */
const TRADITIONAL = new RegExp(`[${[...SIMPLIFIED.keys()].join('')}]`, 'u');
const EACH = new RegExp(TRADITIONAL, 'gu');

/** The text in simplified Chinese. */
export const simplified = (text: string): string => (TRADITIONAL.test(text) ? convert(text) : text);

/** The same character by character, whatever words they make: every position is kept. */
export const simplifiedInPlace = (text: string): string =>
  text.replace(EACH, (character) => {
    const simple = SIMPLIFIED.get(character);
    return simple?.length === character.length ? simple : character;
  });

/** The form in which words are compared: one Unicode form, small letters, simplified Chinese. */
export const plainForm = (text: string): string => simplified(text.normalize('NFKC').toLowerCase());
