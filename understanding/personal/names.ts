import { phrases } from '../phrases/phrases.ts';
import { findName, personName } from '../values/name.ts';
import { NAME_WORDS } from '../values/people/han-names.ts';
import type { Personal } from './numbers.ts';

const { surname, 'no-name': NO_NAME, title } = NAME_WORDS;
const {
  'whose-name': WHOSE,
  'after-a-name': AFTER,
  'in-no-name': IN_NO_NAME,
  'whose-name-before': BEFORE,
} = phrases('whose-name', ['whose-name', 'after-a-name', 'in-no-name', 'whose-name-before']);

/** A surname and what is called so: 王师傅, 老张. */
const TITLED = new RegExp(
  `${surname.source}(?:${title.source})|(?<!\\p{Script=Han})[老小]${surname.source}(?=${AFTER.source})`,
  'gu',
);
/** Whose name it is, and the name: 我老公张伟昨天, 受益人改成李娜. */
const SAID = new RegExp(
  `(?<=(?:${WHOSE.source})(?:的名字)?(?:改成|改为|换成|变更为|写成|写的是|[是叫为:])?\\s?)${surname.source}\\p{Script=Han}{1,2}?(?=${AFTER.source})`,
  'gu',
);
const WORD = "[A-Z][A-Za-z'’-]+";
const SAID_IN_ENGLISH = new RegExp(
  `(?<=\\b(?:${BEFORE.source})(?: is| called| named|,|:|\\.)? )${WORD}(?: ${WORD}){0,2}`,
  'gu',
);

/** Names do not depend on when or where. */
const NO_TIME = { reference: new Date(0), zone: 'UTC' };

/**
 * Names in a normalised, simplified text: the customer's own, wherever it is said again; a name after whose it is; a
 * surname with a title. A name that nothing says to be one isn't known from other words.
 */
export function namesIn(words: string): Personal[] {
  const own = [personName(words, NO_TIME), findName(words, NO_TIME)].flatMap((read) =>
    read && 'value' in read ? placesOf(read.value, words) : [],
  );
  const others = [TITLED, SAID, SAID_IN_ENGLISH].flatMap((pattern) =>
    [...words.matchAll(pattern)]
      .filter(({ 0: name }) => !NO_NAME.test(name) && !IN_NO_NAME.test(name))
      .map(({ 0: name, index }): Personal => ({ kind: 'name', at: index, end: index + name.length })),
  );
  return [...own, ...others];
}

function placesOf(name: string, words: string): Personal[] {
  const found: Personal[] = [];
  for (let at = words.indexOf(name); at >= 0 && name !== ''; at = words.indexOf(name, at + name.length))
    found.push({ kind: 'name', at, end: at + name.length });
  return found;
}
