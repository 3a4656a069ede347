import { simplified } from '../../language/simplified.ts';
import { heard } from '../../language/window.ts';
import { phrases } from '../phrases/phrases.ts';
import type { ValueReader } from './kit/reading.ts';

const {
  surname,
  'no-name': noName,
  title,
  'title-before': titleBefore,
  'may-be-near': mayBeNear,
} = phrases('name', ['surname', 'no-name', 'title', 'title-before', 'may-be-near']);
const SURNAME = surname.source;
const CHINESE_NAME = `${SURNAME}\\p{Script=Han}{1,2}`;
/** 阿依古丽·买买提. */
const JOINED_NAME = '\\p{Script=Han}{2,8}(?:·\\p{Script=Han}{2,8}){1,3}';
const HAN_NAME = `(?:${JOINED_NAME}|${CHINESE_NAME})`;
const NAME_ENDS = '(?=$|[\\s,，。.!！?？;；、(（]|的|先生|女士|我)';
const LATIN_WORD = "[A-Z][A-Za-z'’-]*";
const LATIN_NAME = `${LATIN_WORD}(?:\\s(?:(?:van|von|de|der|bin|al)\\s)?${LATIN_WORD}){1,3}`;

/** What stands around these is a name's shape, in Chinese characters or in capital letters: no word list. */
const SAID = new RegExp(
  `(?:我叫|名字[是叫为:]?|姓名[是叫为:]?|(?<!\\p{Script=Han})叫|,叫|本人|我是)\\s?(${HAN_NAME})${NAME_ENDS}`,
  'u',
);
const SAID_IN_ENGLISH = new RegExp(
  `(?:\\b[Mm]y (?:full )?name(?: is|'s|:)|\\b[Nn]ame(?: is|:)|\\b[Tt]his is|\\bI(?:'m| am)|\\b[Mm]y name is)\\s(${LATIN_NAME})`,
);
/** Only after the word "name" are small letters a name. */
const IN_SMALL_LETTERS =
  /\bname(?: is|'s|:)\s([a-z][a-z'-]+\s(?!and\b|but\b|or\b|is\b|i\b|my\b)[a-z][a-z'-]+)(?=$|[,.;!]|\s(?:and|but|i|my)\b)/i;
const ONLY = new RegExp(`^(${HAN_NAME})(?:${NAME_ENDS}|$)`, 'u');
const ONLY_IN_ENGLISH = new RegExp(`^(${LATIN_NAME})[.!]?$`);

const SURNAME_ALONE = new RegExp(
  `(?:姓|叫我)[小老]?${SURNAME}(?!\\p{Script=Han})|^(?:我是)?[小老]?${SURNAME}${title.source}|叫我[小老]\\p{Script=Han}|\\b${titleBefore.source}\\.?\\s[a-z'-]+$|\\b(?:call me|i'?m|name is)\\s[A-Z][a-z'-]+$`,
  'iu',
);

/** Somebody's full name, as it was written. A surname alone (张先生) is asked to be completed. */
export const personName: ValueReader<string> = (text, context) => {
  const found = findName(text, context);
  if (found) return found;
  const said = heard(text, mayBeNear);
  const plain = simplified(said);
  const [, name] = ONLY.exec(plain) ?? ONLY_IN_ENGLISH.exec(plain) ?? [];
  if (name && !noName.test(name) && !SURNAME_ALONE.test(plain)) return { value: said.slice(0, name.length) };
  if (SURNAME_ALONE.test(plain)) return { ask: 'full-name' };
  return /^[\d\s]+$/.test(said) ? { ask: 'not-a-name' } : undefined;
};

/** The customer's own name in any message: after 我叫, 姓名, "my name is". */
export const findName: ValueReader<string> = (text) => {
  const said = heard(text, mayBeNear);
  const plain = simplified(said);
  const found = SAID.exec(plain) ?? SAID_IN_ENGLISH.exec(plain) ?? IN_SMALL_LETTERS.exec(plain);
  const name = found?.[1];
  if (!found || !name || noName.test(name)) return undefined;
  const at = found.index + found[0].lastIndexOf(name);
  return { value: plain.length === said.length ? said.slice(at, at + name.length) : name };
};
