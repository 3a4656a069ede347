import type { IncidentTime } from '../../services/cases/kinds/incident.ts';
import { callWished } from '../call-back-words.ts';
import { incidentType } from '../incident.ts';
import { phrases } from '../phrases/phrases.ts';
import { incidentDay, incidentTime } from '../values/incident-time.ts';
import type { ReadingContext, ValueReader } from '../values/kit/reading.ts';
import { phone } from '../values/phone.ts';
import { happenedBetween } from './between.ts';
import { clausesOf, everywhere, heardIn, plainly, together, type Words } from './plainly.ts';

const list = phrases('treatment', [
  'hospital',
  'ward',
  'called',
  'diagnosed',
  'in-hospital',
  'treated',
  'slight',
  'admitted',
  'now',
]);
const CALLED = everywhere(list.called);

/** Which hospital and ward, as it was said. */
export const hospital: ValueReader<Words> = (text) => {
  const said = plainly(text);
  const name = list.hospital.exec(said)?.[0];
  const ward = list.ward.exec(said)?.[0];
  const value = together([name ?? '', ward ?? ''], ' ');
  return value && { value };
};

/** An answer to which hospital: a short one is a name. */
export const hospitalAnswer: ValueReader<Words> = (text, context) => {
  const found = hospital(text, context);
  const said = plainly(text).trim();
  if (found) return found;
  return said.length >= 2 && said.length <= 20 && /医|院|诊|hospital|clinic/i.test(said)
    ? { value: { said } }
    : undefined;
};

/** What somebody has, as it was said: what a doctor said, or an illness or injury by its name. */
export const diagnosis: ValueReader<Words> = (text) => {
  const said = plainly(text);
  const names = heardIn(said, CALLED).map(({ value }) => value);
  const doctors = clausesOf(said).flatMap((clause) => {
    const at = list.diagnosed.exec(clause);
    const rest = at ? clause.slice(at.index + at[0].length).trim() : '';
    return rest.length >= 2 && rest.length <= 30 ? [rest] : [];
  });
  const told = doctors.length > 0 ? doctors : names;
  const value = together(told.slice(0, 4), /\p{Script=Han}/u.test(said) ? '，' : ', ');
  return value && { value };
};

/** How somebody who is hurt or ill is looked after, or that it is slight: then nothing has to be done at once. */
export type Care = 'in-hospital' | 'treated' | 'slight';
export const care: ValueReader<Care> = (text) => {
  const said = plainly(text);
  if (list['in-hospital'].test(said)) return { value: 'in-hospital' };
  if (list.treated.test(said)) return { value: 'treated' };
  return list.slight.test(said) ? { value: 'slight' } : undefined;
};

/** When somebody was taken into hospital, where that is told with its time. */
export const admittedAt: ValueReader<IncidentTime> = (text, context) => {
  for (const clause of clausesOf(plainly(text))) {
    const { index, 0: words } = list.admitted.exec(clause) ?? { index: 0, 0: '' };
    // 昨天住院今天做了手术: the time before the word is its own.
    for (const part of words ? [clause.slice(0, index + words.length), clause] : []) {
      const reading = incidentTime(part, context);
      if (reading && 'value' in reading) return reading;
    }
  }
  return undefined;
};

/** When it happened: the time of being taken into hospital is another one, where there are both. */
export const happenedAt: ValueReader<IncidentTime> = (given, context) => {
  const text = withoutCall(withoutSpokenNumbers(given, context), context);
  if (text === '') return undefined;
  const read = incidentTime(text, context);
  const isTwo = read !== undefined && 'ask' in read && read.ask === 'which-time';
  const whole = (isTwo ? happenedBetween(text, context) : undefined) ?? read;
  const isOfNow = whole !== undefined && 'value' in whole && list.now.test(whole.value.said);
  if (whole && 'value' in whole && !isOfNow) return whole;
  const clauses = clausesOf(plainly(text));
  const others = clauses.filter((one) => !(isOfNow ? list.now : list.admitted).test(one));
  if (isOfNow && others.length === 0) return undefined;
  // 五点五十左右, of a day that is known: it is of the day, whichever half the hour is of.
  if (whole && 'ask' in whole && whole.ask === 'which-half') return incidentDay(text, context) ?? whole;
  if (others.length === clauses.length || others.length === 0) return whole;
  const without = incidentTime(others.join('，'), context);
  return without && 'value' in without ? without : isOfNow ? undefined : whole;
};

/** Call me Monday afternoon: what is said of a call is no time of what happened, but what happened may be told beside it. */
function withoutCall(text: string, context: ReadingContext): string {
  if (callWished(text) === null) return text;
  const clauses = clausesOf(plainly(text));
  const from = clauses.findIndex((clause) => callWished(clause) !== null);
  return clauses
    .filter((clause, at) => from < 0 || at < from || incidentType(clause, context) !== undefined)
    .join('，');
}

/** 电话是零五一二六八八…: a number that is spoken in words is no first of May. */
function withoutSpokenNumbers(text: string, context: ReadingContext): string {
  if (!SPOKEN.test(text)) return text;
  return clausesOf(plainly(text))
    .filter((clause) => !SPOKEN.test(clause) || phone(clause, context) === undefined)
    .join('，');
}
const SPOKEN = /[零〇一二三四五六七八九幺两]{7}/u;
