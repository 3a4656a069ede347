import { words } from './render.ts';

/** Somebody of whom was told, as far as it is shown: who they are to the customer, and what they are in the matter. */
export interface Shown {
  name?: string;
  called?: string;
  relation?: string;
  spokenOf?: string;
  roles: readonly string[];
  not?: readonly string[];
  age?: number;
  phone?: string;
}

/** People as they are read back: 您（范琪）：投保人；您的母亲（顾秀英）：被保险人、受伤. */
export const showPeople = (
  people: readonly Shown[],
  locale: string,
  showPhone: (phone: string) => string = (phone) => phone,
): string => people.map((person) => showPerson(person, locale, showPhone)).join(inList('between', locale));

function showPerson(person: Shown, locale: string, showPhone: (phone: string) => string): string {
  const { name, called, roles, not = [], age, phone } = person;
  const said = (key: string, data = {}) => words(`who.${key}`, locale, data);
  const facts = [
    ...(age === undefined ? [] : [said('age', { age })]),
    ...roles.filter((role) => role !== 'speaker').map((role) => said(`role-${role}`)),
    ...not.map((role) => said(`not-${role}`)),
    ...(phone ? [said('phone', { phone: showPhone(phone) })] : []),
  ].join(inList('sep', locale));
  const who = whoIs(person);
  return said('person', { who: who ? said(who) : '', name: name ?? called ?? '', facts });
}

/** The sentence that says who it is; none where only a name does. */
function whoIs({ relation, spokenOf, roles, name, called }: Shown): string | undefined {
  if (roles.includes('speaker')) return 'speaker';
  if (relation) return `kin-${relation}`;
  if (name ?? called) return undefined;
  return spokenOf ? `they-${spokenOf}` : 'somebody';
}

/** What parts the items of a list; words are given without the space that ends them. */
const inList = (key: 'sep' | 'between', locale: string): string =>
  words(`who.${key}`, locale) + (locale === 'en' ? ' ' : '');
