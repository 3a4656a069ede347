import { heard, heardPlainly } from '../../language/window.ts';
import type { Relation } from '../../services/customers/relations.ts';
import { isDenied } from '../clauses/denied.ts';
import type { Reading, ValueReader } from './kit/reading.ts';
import { NAME_WORDS } from './people/han-names.ts';
import { type Kin, kinIn, kinOf, OWN, SELF, THEIRS } from './people/kin.ts';
import { MOST, whoIn } from './people/who.ts';

const OF_KIN: Readonly<Record<Kin, Relation>> = {
  'parent-in-law': 'parent-in-law',
  'father-in-law': 'parent-in-law',
  'mother-in-law': 'parent-in-law',
  'child-in-law': 'child-in-law',
  grandson: 'grandchild',
  granddaughter: 'grandchild',
  grandchild: 'grandchild',
  grandparent: 'grandparent',
  grandfather: 'grandparent',
  grandmother: 'grandparent',
  relative: 'relative',
  husband: 'spouse',
  wife: 'spouse',
  spouse: 'spouse',
  son: 'child',
  daughter: 'child',
  child: 'child',
  parent: 'parent',
  father: 'parent',
  mother: 'parent',
  sibling: 'sibling',
  brother: 'sibling',
  sister: 'sibling',
  friend: 'friend',
  neighbour: 'friend',
  colleague: 'colleague',
  employer: 'employer',
};
/** Between a word and the next it says whose that is: 老婆的妈妈, "my wife's brother". */
const OF = /^(?:的|['’]s )$/;

/** An answer to "who is that to you". */
export const relation: ValueReader<Relation> = (text) => {
  const said = heardPlainly(text, OWN);
  const found = new Set<Relation>();
  let last: { kin: Kin; end: number } | undefined;
  for (const { value, at, length } of kinIn(said)) {
    const before = said.slice(Math.max(0, at - 12), at);
    if ((THEIRS.test(before) && found.size === 0) || isDenied(said, at)) continue;
    const kin = last && OF.test(said.slice(last.end, at)) ? kinOf(last.kin, value) : undefined;
    if (last && kin) found.delete(OF_KIN[last.kin]);
    found.add(OF_KIN[kin ?? value]);
    last = { kin: kin ?? value, end: at + length };
  }
  const self = SELF.exec(said);
  if (self && !isDenied(said, self.index)) found.add('self');
  return theOnly(found);
};

/** Somebody of the customer's in any message: 我老婆, "my son". */
export const findRelation: ValueReader<Relation> = (text, context) => {
  const { marked } = whoIn(heard(text, NAME_WORDS['may-be-near'], MOST), context);
  const found = new Set<Relation>();
  for (const { kind, kin, of } of marked.mentions) if (kind === 'kin' && kin && !of) found.add(OF_KIN[kin]);
  if (marked.mentions.some(({ kind, said }) => kind === 'speaker' && /自己|本人|自个|^myself$/i.test(said)))
    found.add('self');
  return theOnly(found);
};

function theOnly(found: ReadonlySet<Relation>): Reading<Relation> {
  const [first, another] = found;
  if (!first) return undefined;
  return another ? { ask: 'which-relation' } : { value: first };
}
