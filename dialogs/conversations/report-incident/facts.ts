import type { IncidentTime } from '../../../services/cases/kinds/incident.ts';
import {
  digitsPutRight,
  moneyPutRight,
  namePutRight,
  placePutRight,
  timePutRight,
} from '../../../understanding/corrections/values-put-right.ts';
import { injuryNow } from '../../../understanding/first-aid.ts';
import { CALLED } from '../../../understanding/form-words.ts';
import { anyoneHurt, dangerOf } from '../../../understanding/hurt.ts';
import { incidentType, toldAtOnce, whatHappened } from '../../../understanding/incident.ts';
import { cause, drivable, goingOn, neighbours, whereTheCarIs } from '../../../understanding/loss/after-loss.ts';
import { collisionCourse, fault, joinFault } from '../../../understanding/loss/collision.ts';
import { costs, costsPutRight, isSeveral, joinCosts } from '../../../understanding/loss/cost-list.ts';
import { estimate, estimatePutRight, paidSoFar } from '../../../understanding/loss/costs.ts';
import { damage } from '../../../understanding/loss/damage.ts';
import { drivingFacts, evidence, joinEvidence } from '../../../understanding/loss/evidence.ts';
import { joinLists, joinWords, saidPutRight } from '../../../understanding/loss/plainly.ts';
import { joinPolice, police } from '../../../understanding/loss/police.ts';
import { story } from '../../../understanding/loss/story.ts';
import {
  admittedAt,
  care,
  diagnosis,
  happenedAt,
  hospital,
  hospitalAnswer,
} from '../../../understanding/loss/treatment.ts';
import { joinVehicles, vehicles, vehiclesPutRight } from '../../../understanding/loss/vehicles.ts';
import { namesAPlace, whereItHappened } from '../../../understanding/loss/where.ts';
import { incidentTime } from '../../../understanding/values/incident-time.ts';
import type { ValueReader } from '../../../understanding/values/kit/reading.ts';
import { findName, personName } from '../../../understanding/values/name.ts';
import { joinPeople, peoplePutRight } from '../../../understanding/values/people/join.ts';
import { people } from '../../../understanding/values/people.ts';
import { phone, showPhone } from '../../../understanding/values/phone.ts';
import { looksLikePlace, type Place } from '../../../understanding/values/place.ts';
import type { DialogServices } from '../../kit/dialog-services.ts';
import type { Slots } from '../../kit/form/slots.ts';
import { showIncidentTime, showMoney } from '../../kit/show.ts';
import {
  goingOnAnswer,
  goingOnNow,
  hurtAnswered,
  hurtTold,
  inOwnWords,
  insuredName,
  numberOrPlate,
  ownPlateOrNumber,
  placeAnswered,
  policeAnswer,
} from './readers.ts';
import { hasNamelessPatient, isKinWhoDied, isOf, type Report } from './report.ts';
import {
  between,
  list,
  said,
  sentence,
  showEstimate,
  showFault,
  showVehicles,
  showWhen,
  showWho,
  yesOrNo,
} from './shown.ts';

const never = { asked: false } as const;
const isMotor = isOf('motor');
const isHealth = isOf('health');

/** The facts of a report: first those that are asked, where they aren't told, in their order; then those that never are. */
export const factsOf = ({ zone, identity }: Pick<DialogServices, 'zone' | 'identity'>): Slots<Report> => ({
  what: {
    read: whatHappened,
    find: incidentType,
    findAtFirst: (text, context) =>
      ofKinWhoDied(text, context) ??
      toldAtOnce(text, context) ??
      (injuryNow(text) && !dangerOf(text) ? { value: 'injury' } : undefined),
    overrules: (what) => what === 'death',
    show: sentence('what'),
  },
  anyoneHurt: {
    read: hurtAnswered,
    find: hurtTold(anyoneHurt),
    overrules: (isHurt) => isHurt,
    asked: ({ what }) => what !== 'illness' && what !== 'injury' && what !== 'theft' && what !== 'water',
    show: yesOrNo('anyoneHurt'),
  },
  goingOn: { read: goingOnAnswer, find: goingOn, asked: isHomeAtRisk, optional: true, show: yesOrNo('goingOn') },
  happenedAt: {
    read: incidentTime,
    find: happenedAt,
    findAtFirst: goingOnNow,
    asked: ({ admittedAt: taken }) => !taken,
    optional: 'when asked again',
    refines: isSameDayWithAnHour,
    putRight: timePutRight,
    show: (time, talk) => showWhen(time, zone, talk),
  },
  place: {
    read: placeAnswered,
    find: whereItHappened,
    refines: isMoreOfAPlace,
    putRight: placePutRight,
    asked: isOf('motor', 'home', 'theft', 'other'),
    show: said,
    anyWords: true,
    unlessElse: (words) => !looksLikePlace(words) && !namesAPlace(words),
    optional: true,
  },
  otherSide: {
    read: inOwnWords,
    asked: ({ vehicles: told }) => isGone(told as Report['vehicles'] | undefined),
    optional: true,
    anyWords: true,
    show: said,
  },
  hospital: {
    read: hospitalAnswer,
    find: hospital,
    join: joinWords,
    putRight: saidPutRight,
    asked: isHealth,
    optional: true,
    show: said,
  },
  police: {
    read: policeAnswer,
    find: police,
    join: joinPolice,
    asked: isOf('theft'),
    optional: true,
    show: list('police'),
  },
  damage: {
    read: inOwnWords,
    find: damage,
    join: joinWords,
    putRight: saidPutRight,
    asked: isOf('home', 'theft'),
    optional: true,
    anyWords: true,
    show: said,
  },
  policy: {
    read: numberOrPlate,
    find: ownPlateOrNumber,
    join: (before, told) => (isNumber(before) && !isNumber(told) ? before : told),
    // Of whom it is known who they are it is known what they are insured with.
    asked: (told) => isMotor(told) && !identity.verified(),
    optional: true,
    called: CALLED.policy,
    putRight: digitsPutRight,
    show: (value) => value,
  },
  insured: {
    read: insuredName,
    asked: (told) => isHealth(told) && hasNamelessPatient(told),
    optional: true,
    putRight: namePutRight,
    show: (value) => value,
  },
  name: {
    read: personName,
    find: findName,
    asked: (told) => !('phone' in told) && !identity.verified(),
    optional: true,
    putRight: namePutRight,
    lasting: true,
    show: (value) => value,
  },
  phone: {
    read: phone,
    find: phone,
    putRight: digitsPutRight,
    show: showPhone,
    lasting: true,
    optional: true,
    called: CALLED.phone,
  },
  care: { ...never, read: care, find: care, show: sentence('care') },
  vehicles: {
    ...never,
    read: vehicles,
    find: vehicles,
    join: joinVehicles,
    putRight: vehiclesPutRight,
    show: showVehicles,
  },
  course: { ...never, read: collisionCourse, find: collisionCourse, show: sentence('course') },
  fault: { ...never, read: fault, find: fault, join: joinFault, show: showFault },
  driving: { ...never, read: drivingFacts, find: drivingFacts, join: joinLists, show: list('driving') },
  drivable: { ...never, read: drivable, find: drivable, show: yesOrNo('drivable') },
  carAt: { ...never, read: whereTheCarIs, find: whereTheCarIs, putRight: saidPutRight, show: said },
  cause: { ...never, read: cause, find: cause, join: joinWords, putRight: saidPutRight, show: said },
  neighbours: { ...never, read: neighbours, find: neighbours, show: yesOrNo('neighbours') },
  diagnosis: { ...never, read: diagnosis, find: diagnosis, join: joinWords, putRight: saidPutRight, show: said },
  admittedAt: {
    ...never,
    read: admittedAt,
    find: admittedAt,
    putRight: timePutRight,
    show: (time, talk) => showIncidentTime(time, zone, talk.locale),
  },
  estimate: {
    ...never,
    read: estimate,
    find: estimate,
    join: (before, told) => (told === 'open' ? before : told),
    putRight: estimatePutRight,
    fallsAway: (value, { paid }) => value !== 'open' && (paid as Report['paid'] | undefined)?.amount === value.amount,
    show: (value, talk) => (value === 'open' ? sentence('estimate')(value, talk) : showEstimate(value, talk)),
  },
  paid: {
    ...never,
    read: paidSoFar,
    find: paidSoFar,
    join: (_, told) => told,
    putRight: moneyPutRight,
    show: (value, talk) => showMoney(value, talk.locale),
  },
  costs: {
    ...never,
    read: costs,
    find: costs,
    join: joinCosts,
    echoes: true,
    repeats: true,
    putRight: costsPutRight,
    show: (all, talk) => (isSeveral(all) ? all.map(said).join(between('sep', talk)) : ''),
  },
  evidence: { ...never, read: evidence, find: evidence, join: joinEvidence, show: list('evidence') },
  people: { ...never, read: people, find: people, join: joinPeople, putRight: peoplePutRight, show: showWho },
  story: { ...never, read: story, find: story, anyWords: true, echoes: true, putRight: saidPutRight, show: () => '' },
});

/** 我老公昨天走了: somebody of theirs is told to have died, in whatever words. */
const ofKinWhoDied: ValueReader<'death'> = (text, context) => {
  const told = people(text, context);
  return told && 'value' in told && told.value.some(isKinWhoDied) ? { value: 'death' } : undefined;
};

/** A policy's number has two letters and no province; a plate has its province's character. */
const isNumber = (given: string): boolean => /^[A-Z]{2}\d/.test(given);

/** 昨天, and then 早上六点来钟. */
const isSameDayWithAnHour = (before: IncidentTime, told: IncidentTime): boolean =>
  before.date === told.date && !before.time && (told.time !== undefined || told.precision === 'part-of-day');

/** 厨房, and then 武康路12号: what has a road, a region or a number says more. */
const isMoreOfAPlace = (before: Place, told: Place): boolean => !isExact(before) && isExact(told);
const isExact = ({ said: its, city, province }: Place): boolean =>
  Boolean(city ?? province) || /\d|[路街道区村镇号]|\b(?:road|street|avenue|lane)\b/i.test(its);

/** Water that may still run, a fire that may still burn. */
function isHomeAtRisk({ what }: Record<string, unknown>): boolean {
  return what === 'water';
}

/** The other side is gone, and there is no sign of it. */
const isGone = (told: Report['vehicles'] | undefined): boolean =>
  told?.other?.fled === true && !(told.other.plate ?? told.other.partOfPlate ?? told.other.looks ?? told.other.unseen);
