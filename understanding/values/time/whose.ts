import { agreeing, isOthers } from './fitting.ts';
import type { TimeMention } from './mention.ts';
import type { TimeClause } from './parted.ts';
import { said } from './words.ts';

/* Of the times in a message, the incident's: not the police's, the tow's, the purchase's or the call's. */

/** The times that may be the incident's. Who tells of nothing but an illness means the day in hospital. */
export function ofIncident(
  text: string,
  mentions: readonly TimeMention[],
  clauses: readonly TimeClause[],
): TimeMention[] {
  const own = mentions.filter(({ event }) => !isOthers(event));
  const its = own.length > 0 ? own : mentions.filter(({ event }) => event === 'hospital');
  const apart = its.filter((mention) => !isOnlyAnchor(mention, its) && !isOnlyToday(text, mention, its));
  return withoutLessExact(told(apart, clauses));
}

/**
 * When it was found out isn't when it happened, where another time may be that; nor is a day alone where an hour is told
 * with what happened. Between leaving a thing and finding it, nobody knows.
 */
function told(mentions: readonly TimeMention[], clauses: readonly TimeClause[]): readonly TimeMention[] {
  const found = mentions.filter((mention) => isFound(mention, clauses));
  const direct = mentions.filter((mention) => !found.includes(mention) && saysWhen(mention));
  const incident = direct.filter(({ event }) => event === 'incident');
  if (incident.some(({ time, moment }) => time || moment)) return incident;
  if (found.length === 0 || direct.length === 0 || direct.some(({ clause }) => clauses[clause]?.isLeft))
    return mentions;
  return incident.length > 0 ? incident : direct;
}

/** Whether it says more than a part of a day that was said elsewhere. */
const saysWhen = ({ time, moment, day, inherited }: TimeMention): boolean =>
  time !== undefined || moment !== undefined || (day !== undefined && !inherited);

const isFound = ({ clause }: TimeMention, clauses: readonly TimeClause[]): boolean => clauses[clause]?.isFound === true;

/** A day that is only said to tell another one from it: 8号出发，第二天撞的. */
const isOnlyAnchor = ({ day, event, time }: TimeMention, all: readonly TimeMention[]): boolean =>
  day !== undefined && !time && event !== 'incident' && all.some((other) => other.day?.from === day);

/** How it is today, after what happened on another day: 今天还肿着. */
const isOnlyToday = (
  text: string,
  { at, end, time, event, polarity }: TimeMention,
  all: readonly TimeMention[],
): boolean =>
  !time &&
  !polarity &&
  event !== 'incident' &&
  said.today.test(text.slice(at, end)) &&
  all.some((other) => other.at < at && other.day && !other.inherited && (other.time || other.event === 'incident'));

/** Without a day alone that another mention says more exactly. */
const withoutLessExact = (mentions: readonly TimeMention[]): TimeMention[] =>
  mentions.filter(
    (mention) =>
      mention.time ||
      mention.moment ||
      !mentions.some(
        (other) =>
          other !== mention &&
          other.time &&
          other.day &&
          mention.day &&
          agreeing(other.day.days, mention.day.days).length > 0,
      ),
  );
