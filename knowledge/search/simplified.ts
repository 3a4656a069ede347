import { Converter } from 'opencc-js/t2cn';

const convert = Converter({ from: 't', to: 'cn' });

/** The characters that are written otherwise in simplified Chinese: a text without any of them needs no conversion. */
const traditional = new Set<string>();
const characters = Array.from({ length: 0x9fff - 0x4e00 + 1 }, (_, at) => String.fromCodePoint(0x4e00 + at));
const converted = convert(characters.join('\n')).split('\n');
for (const [at, character] of characters.entries()) if (converted[at] !== character) traditional.add(character);

/** The text in simplified Chinese. */
export function simplified(text: string): string {
  for (const character of text) if (traditional.has(character)) return convert(text);
  return text;
}

/** The form in which words are compared: one Unicode form, small letters, simplified Chinese. */
export const plainForm = (text: string): string => simplified(text.normalize('NFKC').toLowerCase());
