import { matchesOf } from '../../../language/matches.ts';
import type { Span } from '../../../language/spans.ts';
import { phrases } from '../../phrases/phrases.ts';

/** Who somebody is to somebody, as closely as it is said. Of words at one place, the earlier is meant. */
export const KIN = [
  'parent-in-law',
  'father-in-law',
  'mother-in-law',
  'child-in-law',
  'friend',
  'neighbour',
  'colleague',
  'employer',
  'grandson',
  'granddaughter',
  'grandchild',
  'grandparent',
  'grandfather',
  'grandmother',
  'relative',
  'husband',
  'wife',
  'spouse',
  'son',
  'daughter',
  'child',
  'parent',
  'father',
  'mother',
  'sibling',
  'brother',
  'sister',
] as const;
export type Kin = (typeof KIN)[number];
export type Gender = 'he' | 'she';

const called = phrases('relation', [...KIN, 'self', 'after-mine', 'theirs', 'own']);
const ANY = new RegExp(KIN.map((kin) => `(?<${kin.replaceAll('-', '_')}>${called[kin].source})`).join('|'), 'gi');

/** What a kin is when nothing is known of their sex, and by which sex it is said more closely. */
const BY_SEX: Partial<Record<Kin, Record<Gender, Kin>>> = {
  parent: { he: 'father', she: 'mother' },
  child: { he: 'son', she: 'daughter' },
  spouse: { he: 'husband', she: 'wife' },
  sibling: { he: 'brother', she: 'sister' },
  grandparent: { he: 'grandfather', she: 'grandmother' },
  grandchild: { he: 'grandson', she: 'granddaughter' },
  'parent-in-law': { he: 'father-in-law', she: 'mother-in-law' },
};
const COMMON = new Map<Kin, Kin>(
  Object.entries(BY_SEX).flatMap(([kin, { he, she }]): [Kin, Kin][] => [
    [he, kin as Kin],
    [she, kin as Kin],
  ]),
);
/** A kin whatever their sex: a mother is a parent. */
export const ofEitherSex = (kin: Kin): Kin => COMMON.get(kin) ?? kin;

/** A kin by their sex: a parent who is a she is a mother. */
export const bySex = (kin: Kin, sex: Gender | undefined): Kin => (sex && BY_SEX[kin]?.[sex]) ?? kin;

/** A kin's sex, where the word tells. */
export function sexOf(kin: Kin): Gender | undefined {
  const pair = BY_SEX[ofEitherSex(kin)];
  if (!pair || pair.he === pair.she) return undefined;
  if (pair.he === kin) return 'he';
  return pair.she === kin ? 'she' : undefined;
}

/** Whether two words may be said of one person: a wife and a spouse, not a wife and a son. */
export const mayBeSame = (one: Kin, other: Kin): boolean =>
  one === other ||
  (ofEitherSex(one) === ofEitherSex(other) && (one === ofEitherSex(one) || other === ofEitherSex(other)));

const INVERSE: Partial<Record<Kin, Kin>> = {
  parent: 'child',
  child: 'parent',
  grandparent: 'grandchild',
  grandchild: 'grandparent',
  'parent-in-law': 'child-in-law',
  'child-in-law': 'parent-in-law',
  spouse: 'spouse',
  sibling: 'sibling',
  relative: 'relative',
  friend: 'friend',
  neighbour: 'neighbour',
  colleague: 'colleague',
};

/** What somebody is to the one who is this to them: who is somebody's daughter has them for a parent. */
export function inverse(kin: Kin): Kin | undefined {
  if (kin === 'wife') return 'husband';
  if (kin === 'husband') return 'wife';
  return INVERSE[ofEitherSex(kin)];
}

/** What a kin's kin is: my wife's mother is my mother-in-law. Undefined where it can't be said in one word. */
const OF: Partial<Record<Kin, Partial<Record<Kin, Kin>>>> = {
  spouse: { parent: 'parent-in-law', sibling: 'relative' },
  child: { spouse: 'child-in-law', child: 'grandchild' },
  parent: { parent: 'grandparent', sibling: 'relative' },
  sibling: { spouse: 'relative', child: 'relative' },
};
export function kinOf(kin: Kin, theirs: Kin): Kin | undefined {
  const found = OF[ofEitherSex(kin)]?.[ofEitherSex(theirs)];
  return found && bySex(found, sexOf(theirs));
}

/** The words that say who somebody is to somebody, whoever that is. Chinese has to be simplified. */
export function kinIn(text: string): Span<Kin>[] {
  return matchesOf(text, ANY).map(({ 0: word, groups = {}, index }) => {
    const kin = Object.keys(groups).find((group) => groups[group] !== undefined) ?? '';
    return { value: kin.replaceAll('_', '-') as Kin, at: index, length: word.length };
  });
}

/** Whether a word says it only behind 我: 大哥 and 领导 may be said to anybody. English always says whose. */
export const needsOwner = (word: string): boolean => /^[a-z]/i.test(word) || called['after-mine'].test(word);

export const { self: SELF, theirs: THEIRS, own: OWN } = called;
