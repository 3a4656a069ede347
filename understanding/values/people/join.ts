import type { PutRight } from '../../corrections/put-right.ts';
import { type Kin, mayBeSame, sexOf } from './kin.ts';
import type { Person, PersonRole } from './person.ts';

/** Who was told of before with who is told of now: the same person once, with all that is said of them; what is said last holds. */
export function joinPeople(before: readonly Person[], told: readonly Person[]): Person[] {
  const all: Person[] = [...before];
  for (const one of told) {
    const at = whoOf(all, one);
    const known = all[at];
    if (known) all[at] = joined(known, one);
    else all.push(one);
  }
  return all;
}

const isSpeaker = ({ roles }: Person): boolean => roles.includes('speaker');

/** Which of them it is; -1 where it is none. */
function whoOf(all: readonly Person[], one: Person): number {
  if (isSpeaker(one)) return all.findIndex(isSpeaker);
  const others = all.flatMap((other, at) => (isSpeaker(other) || !mayBeOne(other, one) ? [] : [{ other, at }]));
  const same = others.find(
    ({ other }) =>
      (one.name !== undefined && other.name === one.name) ||
      (one.relation !== undefined && other.relation !== undefined && mayBeSame(one.relation, other.relation)),
  );
  if (same) return same.at;
  // 她叫顾秀英, 被保险人是顾秀英: of one of whom the talk is, that one.
  const isMeant = one.spokenOf !== undefined || (one.relation === undefined && isAPatient(one));
  const nameless = others.filter(({ other }) => other.name === undefined || one.name === undefined);
  const [only, another] = isMeant ? nameless.filter(({ other }) => isAPatient(other) || one.spokenOf) : [];
  return only && !another ? only.at : -1;
}

const PATIENT: readonly PersonRole[] = ['hurt', 'ill', 'hospitalised', 'insured', 'died', 'represented'];
const isAPatient = ({ roles }: Person): boolean => roles.some((role) => PATIENT.includes(role));

function mayBeOne(known: Person, told: Person): boolean {
  if (known.name !== undefined && told.name !== undefined && known.name !== told.name) return false;
  if (known.relation && told.relation && !mayBeSame(known.relation, told.relation)) return false;
  const [was, is] = [sexOfPerson(known), sexOfPerson(told)];
  return was === undefined || is === undefined || was === is;
}

const sexOfPerson = ({ relation, spokenOf }: Person): 'he' | 'she' | undefined =>
  (relation && sexOf(relation as Kin)) ?? (spokenOf === 'they' ? undefined : spokenOf);

function joined(known: Person, told: Person): Person {
  const not = [...(known.not ?? []).filter((role) => !told.roles.includes(role)), ...(told.not ?? [])];
  const { spokenOf: _, ...rest } = { ...known, ...told };
  const relation = told.relation ?? known.relation;
  const spokenOf = relation ? undefined : (told.spokenOf ?? known.spokenOf);
  return {
    ...rest,
    ...(relation ? { relation } : {}),
    ...(spokenOf ? { spokenOf } : {}),
    roles: [...new Set([...known.roles, ...told.roles])].filter((role) => !(told.not ?? []).includes(role)),
    ...(not.length > 0 ? { not: [...new Set(not)] } : {}),
  };
}

/** A name that was wrong is another one; undefined where nobody is called so. */
export function peoplePutRight(before: readonly Person[], { not, but }: PutRight): Person[] | undefined {
  if (not === undefined || not.length < 2 || but === '' || but.length > LONGEST_NAME) return undefined;
  const isOf = ({ name, called }: Person) => name === not || called === not;
  if (!before.some(isOf)) return undefined;
  return before.map((one) => (isOf(one) ? { ...one, ...(one.name ? { name: but } : { called: but }) } : one));
}
const LONGEST_NAME = 30;
