import { readFileSync } from 'node:fs';
import { CORE_SCHEMA, load } from 'js-yaml';
import { z } from 'zod';
import { groupsOfOneList } from '../lines.ts';
import { LONGEST_READ } from './windows.ts';

const words = z.array(z.string()).min(1);
const shape = z.record(z.string(), z.strictObject({ 'zh-CN': words, en: words }));

const HAN = /\p{Script=Han}/u;

/** A concept's name among the features: letters that are no word and no syllable, by its place in the file. */
const nameOf = (place: number): string =>
  `z${[...place.toString(12)].map((digit) => LETTERS[Number.parseInt(digit, 12)]).join('')}`;
const LETTERS = 'bcdfghjklmnp';

const makeHan = groupsOfOneList();
const makeLatin = groupsOfOneList();
const CONCEPTS = Object.values(
  shape.parse(load(readFileSync(new URL('./concepts.yaml', import.meta.url), 'utf8'), { schema: CORE_SCHEMA })),
).map(({ 'zh-CN': han, en }, place) => ({
  name: nameOf(place),
  han: makeHan(han),
  latin: makeLatin(en.map((word) => `(?<![a-z])(?:${word})(?![a-z])`)),
}));

/** A sentence that speaks of more is a story: which of its concepts belong together isn't known. */
const MOST = 14;
/** Characters that the names may take: the words come after them, and only so much of a text is read. */
const LONGEST_NAMES = 200;

/** The names of what a text speaks of. */
export function conceptsIn(text: string): string[] {
  const lower = text.toLowerCase().replace(/['’]/gu, '');
  const isHan = HAN.test(lower);
  const isLatin = /[a-z?]/u.test(lower);
  return CONCEPTS.filter(({ han, latin }) => (isHan && han.isIn(lower)) || (isLatin && latin.isIn(lower))).map(
    ({ name }) => name,
  );
}

/**
 * A text with the names of what it speaks of, for a classifier. Of English, which it was given less of, also which two of
 * them stand together: measured, that helps there and harms in Chinese.
 */
export function withConcepts(text: string): string {
  const found = conceptsIn(text).slice(0, MOST);
  const read = text.slice(0, LONGEST_READ);
  if (HAN.test(text)) return `${read} ${found.join(' ')}`;
  const pairs = found.flatMap((one, i) => found.slice(i + 1).map((other) => one + other));
  return `${`${[...found, ...pairs].join(' ')} `.slice(0, LONGEST_NAMES)}${read}`;
}
