import { matchesOf } from '../../language/matches.ts';
import { heardPlainly } from '../../language/window.ts';
import { phrases } from '../phrases/phrases.ts';
import type { Reading, ValueReader } from './kit/reading.ts';

/** Who somebody is to the customer, as far as an insurer tells people apart. Of words at one place, the earlier is meant. */
const RELATIONS = [
  'parent-in-law',
  'child-in-law',
  'grandchild',
  'grandparent',
  'relative',
  'spouse',
  'child',
  'parent',
  'sibling',
  'friend',
  'colleague',
  'employer',
  'self',
] as const;
export type Relation = (typeof RELATIONS)[number];

const { mine, theirs, own, ...called } = phrases('relation', [...RELATIONS, 'mine', 'theirs', 'own']);
const ANY = new RegExp(
  RELATIONS.map((name) => `(?<${name.replaceAll('-', '_')}>${called[name].source})`).join('|'),
  'gi',
);

/** An answer to "who is that to you". */
export const relation: ValueReader<Relation> = (text) => read(heardPlainly(text, own), () => true);

/** Somebody of the customer's in any message: 我老婆, "my son". */
export const findRelation: ValueReader<Relation> = (text) =>
  read(heardPlainly(text, own), (relation, before) =>
    relation === 'self' ? /[我是]$/u.test(before) : mine.test(before),
  );

function read(said: string, isMeant: (relation: Relation, before: string) => boolean): Reading<Relation> {
  const found = new Set<Relation>();
  for (const { groups = {}, index } of matchesOf(said, ANY)) {
    const name = Object.keys(groups).find((group) => groups[group] !== undefined);
    const relation = name?.replaceAll('_', '-') as Relation;
    const before = said.slice(Math.max(0, index - 12), index);
    if (theirs.test(before) && found.size === 0) continue;
    if (found.size > 0 || isMeant(relation, before)) found.add(relation);
  }
  const [first, another] = found;
  if (!first) return undefined;
  return another ? { ask: 'which-relation' } : { value: first };
}
