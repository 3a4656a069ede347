import { Converter } from 'opencc-js/t2cn';

const convert = Converter({ from: 't', to: 'cn' });

const characters = Array.from({ length: 0x9fff - 0x4e00 + 1 }, (_, at) => String.fromCodePoint(0x4e00 + at));
const converted = convert(characters.join('\n')).split('\n');
/** A character that is written otherwise in simplified Chinese: a text without any of them needs no conversion. */
const TRADITIONAL = new RegExp(`[${characters.filter((character, at) => converted[at] !== character).join('')}]`, 'u');

/** The text in simplified Chinese. */
export const simplified = (text: string): string => (TRADITIONAL.test(text) ? convert(text) : text);

/** The form in which words are compared: one Unicode form, small letters, simplified Chinese. */
export const plainForm = (text: string): string => simplified(text.normalize('NFKC').toLowerCase());
