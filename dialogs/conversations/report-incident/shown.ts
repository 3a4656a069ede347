import type { IncidentTime } from '../../../services/cases/kinds/incident.ts';
import { words } from '../../../templates/render.ts';
import type { SaidFault } from '../../../understanding/loss/collision.ts';
import { type Cost, isSeveral } from '../../../understanding/loss/cost-list.ts';
import type { SaidAmount } from '../../../understanding/loss/costs.ts';
import type { Words } from '../../../understanding/loss/plainly.ts';
import type { Vehicles } from '../../../understanding/loss/vehicles.ts';
import type { Person } from '../../../understanding/values/people.ts';
import type { ReadBack } from '../../kit/form/shape.ts';
import { showIncidentTime, showMoney, showPeople } from '../../kit/show.ts';
import type { Talk } from '../../kit/talk.ts';
import type { Report, Told } from './report.ts';

/* How a report is read back: grouped, short, and nothing but what was told. */

const FILE = 'report-incident';

/** A word of a list, in its own sentence. */
export const sentence =
  (name: string) =>
  (value: string, talk: Talk): string =>
    words(`${FILE}.${name}-${value}`, talk.locale);

/** What has a sentence for yes and one for no. */
export const yesOrNo =
  (name: string) =>
  (value: boolean, talk: Talk): string =>
    words(`${FILE}.${name}-${value ? 'yes' : 'no'}`, talk.locale);

/** Several words of a list. */
export const list =
  (name: string) =>
  (values: readonly string[], talk: Talk): string =>
    values.map((value) => sentence(name)(value, talk)).join(between('sep', talk));

export const said = ({ said: its }: Words): string => its;

export const between = (key: 'sep' | 'between', { locale }: Talk): string =>
  words(`who.${key}`, locale) + (locale === 'en' ? ' ' : '');

/** When it happened; a part of a day in the words in which it was said. */
export const showWhen = (time: IncidentTime, zone: string, { locale }: Talk): string =>
  showIncidentTime(time, zone, locale) +
  (time.precision === 'part-of-day' && !time.time ? words(`${FILE}.as-said`, locale, { said: time.said }) : '');

/** Both vehicles, each with what is known of it. */
export function showVehicles({ own, other, unclear }: Vehicles, talk: Talk): string {
  const shown = (whose: 'own' | 'other', parts: readonly (string | undefined)[]): string[] => {
    const known = parts.filter((part) => part !== undefined);
    return known.length > 0 ? [words(`${FILE}.vehicle-${whose}`, talk.locale, { vehicle: known.join(' ') })] : [];
  };
  return [
    ...shown('own', [own?.looks, own?.plate]),
    ...shown('other', [
      other?.looks,
      other?.plate,
      other?.partOfPlate,
      ...(other?.unseen && !other.plate ? [words(`${FILE}.vehicle-unseen`, talk.locale)] : []),
      ...(other?.fled ? [words(`${FILE}.vehicle-fled`, talk.locale)] : []),
    ]),
    ...(unclear ? [words(`${FILE}.vehicle-unclear`, talk.locale, { plates: unclear.join(' ') })] : []),
  ].join(between('between', talk));
}

export const showFault = ({ fault, by }: SaidFault, talk: Talk): string =>
  words(`${FILE}.fault-said`, talk.locale, {
    fault: words(`${FILE}.fault-${fault}`, talk.locale),
    police: by === 'police',
  });

/** An amount as what it was said to be, and by whom. */
export function showEstimate(value: SaidAmount, talk: Talk): string {
  const { as, by } = value;
  const amount = showMoney(value, talk.locale);
  return as
    ? words(`${FILE}.estimate-as-${as}`, talk.locale, { amount, by: by ?? '', exact: !value.approximate })
    : amount;
}

/** Who is who, but for what stands elsewhere: the reporter's name and number. */
export function showWho(people: readonly Person[], { locale }: Talk): string {
  const shown = people.flatMap((person) => {
    if (!person.roles.includes('speaker')) return [person];
    const { name: _, called: __, phone: ___, not: ____, ...rest } = person;
    return rest.roles.length > 1 || rest.age !== undefined ? [rest] : [];
  });
  return shown.length > 0 ? showPeople(shown, locale) : '';
}

/** What is read back in one line. */
const GROUPS: readonly (readonly [string, readonly (keyof Report)[]])[] = [
  ['event', ['happenedAt', 'place', 'course', 'what', 'cause', 'goingOn', 'anyoneHurt']],
  ['vehicles', ['vehicles', 'otherSide', 'drivable', 'carAt']],
  ['fault', ['fault', 'police', 'driving']],
  ['who', ['people', 'insured', 'care', 'diagnosis', 'hospital', 'admittedAt']],
  ['loss', ['damage', 'estimate', 'paid', 'costs', 'neighbours']],
  ['evidence', ['evidence']],
  ['policy', ['policy']],
  ['contact', ['name', 'phone']],
];

type Show = (name: string, value: unknown) => string;

/** The facts of these names in their groups, a line each; a group of which nothing is known isn't there. */
export function readBackOf(talk: Talk, names: readonly string[], told: Told, show: Show): ReadBack[] {
  return GROUPS.flatMap(([group, facts]) => {
    const parts = facts
      .filter((name) => names.includes(name))
      .map((name) => one(talk, name, told, show))
      .filter((part) => part !== '');
    if (parts.length === 0) return [];
    return [{ label: words(`${FILE}.group-${group}`, talk.locale), value: parts.join(between('between', talk)) }];
  });
}

const isListed = (value: unknown, costs: readonly Cost[]): boolean =>
  costs.some(({ amount }) => amount === (value as { amount?: number }).amount);

/** What stands in another line already isn't said twice. */
function one(talk: Talk, name: keyof Report, told: Told, show: Show): string {
  const value = told[name];
  if (name === 'policy' && value === null) return words(`${FILE}.policy-none`, talk.locale);
  if (value == null) return '';
  // Of several amounts each stands in its own words.
  if (isSeveral(told.costs) && (name === 'estimate' || name === 'paid') && isListed(value, told.costs)) return '';
  if (name === 'otherSide' && told.vehicles?.other?.looks) return '';
  if (name === 'policy' && value === told.vehicles?.own?.plate) return '';
  if (name === 'what' && told.course && value === 'collision') return '';
  if (name === 'anyoneHurt' && told.care) return '';
  if (name === 'insured' && told.people?.some((one) => one.name === value)) return '';
  if (name === 'care' && value === 'in-hospital' && told.people?.some(({ roles }) => roles.includes('hospitalised')))
    return '';
  if (name === 'paid' || name === 'admittedAt')
    return words(`${FILE}.${name}-so`, talk.locale, { value: show(name, value) });
  if (name === 'carAt' && told.drivable === false) return show(name, value);
  return show(name, value);
}
