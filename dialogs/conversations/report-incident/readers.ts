import type { IncidentTime, PoliceFact } from '../../../services/cases/kinds/incident.ts';
import { isoDate } from '../../../services/time/calendar.ts';
import { injuryNow } from '../../../understanding/first-aid.ts';
import { anyoneHurt, dangerOf, hurtAnswer } from '../../../understanding/hurt.ts';
import { incidentType } from '../../../understanding/incident.ts';
import { drivable, goingOn } from '../../../understanding/loss/after-loss.ts';
import { damage } from '../../../understanding/loss/damage.ts';
import { evidence } from '../../../understanding/loss/evidence.ts';
import { clausesOf, plainly, type Words } from '../../../understanding/loss/plainly.ts';
import { police } from '../../../understanding/loss/police.ts';
import { vehicles } from '../../../understanding/loss/vehicles.ts';
import { whereItHappened } from '../../../understanding/loss/where.ts';
import { incidentTime } from '../../../understanding/values/incident-time.ts';
import { freeText } from '../../../understanding/values/kit/free-text.ts';
import type { ValueReader } from '../../../understanding/values/kit/reading.ts';
import { findMoney } from '../../../understanding/values/money.ts';
import { personName } from '../../../understanding/values/name.ts';
import { people } from '../../../understanding/values/people.ts';
import { phone } from '../../../understanding/values/phone.ts';
import { type Place, place } from '../../../understanding/values/place.ts';
import { plate } from '../../../understanding/values/plate.ts';
import { policyNumber } from '../../../understanding/values/policy-number.ts';
import { yesNo } from '../../../understanding/values/yes-no.ts';

import { BY_THE_WAY, NOT_YET } from './asides.ts';

/* How the answers to the questions of a report are read, and what is found of them in any message. */

/** A number plate, or a policy's number, in answer to either. */
export const numberOrPlate: ValueReader<string> = (text, context) => {
  const byPlate = plate(text, context);
  return byPlate && 'value' in byPlate ? byPlate : (policyNumber(text, context) ?? byPlate);
};

/** The plate of the customer's own car, or a policy's number, in any message: never the other side's plate. */
export const ownPlateOrNumber: ValueReader<string> = (text, context) => {
  const number = policyNumber(text, context);
  if (number && 'value' in number) return number;
  const told = vehicles(text, context);
  const own = told && 'value' in told ? told.value.own?.plate : undefined;
  return own ? { value: own } : undefined;
};

/** Whether somebody is hurt, also where it is only told of a person (我老婆膝盖磕了一下), or of what they have now (他头晕). */
export const hurtTold =
  (anyone: ValueReader<boolean>): ValueReader<boolean> =>
  (text, context) => {
    const told = anyone(text, context);
    if (injuryNow(text)) return { value: true };
    if (told) return told;
    const who = people(text, context);
    return who && 'value' in who && who.value.some(({ roles }) => roles.includes('hurt')) ? { value: true } : undefined;
  };

/** Whether somebody is hurt, in answer to it: who didn't see the other's plate clearly isn't unsure of that. */
export const hurtAnswered: ValueReader<boolean> = (text, context) => {
  if (BY_THE_WAY.test(plainly(text).trim())) return undefined;
  const answer = hurtAnswer(text, context) ?? hurtTold(anyoneHurt)(text, context);
  if (!answer || 'value' in answer || !vehicles(text, context)) return answer;
  return clausesOf(plainly(text))
    .map((clause) => anyoneHurt(clause, context))
    .find((reading) => reading !== undefined);
};

/** Where it was, in answer to that: words that tell something else (an amount, the police, a name) are no place. */
export const placeAnswered: ValueReader<Place> = (text, context) => {
  const found = whereItHappened(text, context);
  if (found) return found;
  const tellsElse = ELSEWHERE.some((reader) => reader(text, context) !== undefined);
  return tellsElse ? undefined : place(text, context);
};
const ELSEWHERE: readonly ValueReader<unknown>[] = [
  findMoney,
  police,
  damage,
  drivable,
  goingOn,
  evidence,
  phone,
  plate,
  incidentTime,
  incidentType,
  anyoneHurt,
];

/** The name of who is insured, in answer to that: somebody else's than the one who writes, where both are told. */
export const insuredName: ValueReader<string> = (text, context) => {
  const told = people(text, context);
  const names = told && 'value' in told ? told.value.filter(({ name }) => name !== undefined) : [];
  const other = names.find(({ roles }) => !roles.includes('speaker'));
  if (other?.name) return { value: other.name };
  return names.length > 0 ? undefined : personName(text, context);
};

/** Whether it goes on, in answer to whether it has stopped: a yes is that it has. */
export const goingOnAnswer: ValueReader<boolean> = (text, context) => {
  const told = goingOn(text, context);
  if (told) return told;
  const answer = anyoneHurt(text, context) ? undefined : yesNo(text, context);
  return answer && 'value' in answer ? { value: !answer.value } : answer;
};

/** What the police have to do with it, in answer to whether they were told. */
export const policeAnswer: ValueReader<PoliceFact[]> = (text, context) => {
  const told = police(text, context);
  if (told) return told;
  const answer = anyoneHurt(text, context) ? undefined : yesNo(text, context);
  if (!answer && NOT_YET.test(plainly(text).trim())) return { value: ['not-called'] };
  return answer && 'value' in answer ? { value: [answer.value ? 'called' : 'not-called'] } : answer;
};

const words = freeText({ least: 2, most: 300 });
/** An answer as it is said. */
export const inOwnWords: ValueReader<Words> = (text, context) => {
  const answer = words(plainly(text), context);
  return answer && 'value' in answer ? { value: { said: answer.value } } : answer;
};

/** What goes on as somebody writes goes on today, where the message that begins the report tells no time. */
export const goingOnNow: ValueReader<IncidentTime> = (text, { reference, zone }) => {
  const danger = dangerOf(text);
  if (danger === undefined || danger === 'fraud') return undefined;
  const date = isoDate(reference, zone);
  return { value: { date, precision: 'day', said: '', reference: reference.toISOString(), zone } };
};
