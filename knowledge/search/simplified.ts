import { Converter } from 'opencc-js/t2cn';

const convert = Converter({ from: 't', to: 'cn' });

/** The characters that are written otherwise in simplified Chinese: a text without any of them needs no conversion. */
const traditional = new Set<string>();
for (let code = 0x4e00; code <= 0x9fff; code++) {
  const character = String.fromCodePoint(code);
  if (convert(character) !== character) traditional.add(character);
}

/** The text in simplified Chinese. */
export function simplified(text: string): string {
  for (const character of text) if (traditional.has(character)) return convert(text);
  return text;
}

/** The form in which words are compared: one Unicode form, small letters, simplified Chinese. */
export const plainForm = (text: string): string => simplified(text.normalize('NFKC').toLowerCase());
