import { agreeing, isOthers } from './fitting.ts';
import type { TimeMention } from './mention.ts';
import type { TimeToken } from './tokens.ts';

/* Times that take each other's place, and what one leaves to the next. */

/**
 * 三点半，不对，四点半: what was said last, in the place of what was said first; what it doesn't say, stays. What was
 * taken back once is not meant when it is said again.
 */
export function corrected(mentions: readonly TimeMention[]): TimeMention[] {
  const kept: TimeMention[] = [];
  const wrongs: TimeMention[] = [];
  let right: TimeMention | undefined;
  for (const mention of mentions) {
    if (mention.polarity === 'denied') wrongs.push(mention);
    if (mention.polarity === 'corrected' && !isOthers(mention.event)) {
      const index = kept.findLastIndex(({ polarity, event }) => polarity !== 'denied' && !isOthers(event));
      const wrong = kept[index];
      right = wrong && !wrong.moment && !mention.moment ? putRight(wrong, mention) : mention;
      if (wrong) {
        wrongs.push(wrong);
        kept[index] = right;
      } else kept.push(right);
    } else if (mention.polarity || !right || !wrongs.some((wrong) => isSame(mention, wrong, right))) kept.push(mention);
  }
  return kept;
}

function putRight(wrong: TimeMention, right: TimeMention): TimeMention {
  const { time, part, ...day } = wrong;
  return {
    ...day,
    ...(part && !right.part ? { part } : {}),
    ...(time && !right.part ? { time } : {}),
    ...right,
    ...(wrong.event ? { event: wrong.event } : {}),
  };
}

/** Whether somebody says again what was wrong, and not what is right. */
function isSame(mention: TimeMention, wrong: TimeMention, right: TimeMention | undefined): boolean {
  if (mention.event === 'incident') return false;
  const { time, day } = mention;
  if (time) return sameHour(time, wrong.time) && !sameHour(time, right?.time);
  if (!day || !wrong.day) return false;
  return agreeing(day.days, wrong.day.days).length > 0 && agreeing(day.days, right?.day?.days ?? []).length === 0;
}

const sameHour = (one: TimeToken, other: TimeToken | undefined): boolean =>
  other !== undefined && one.hour === other.hour && one.minute === other.minute;

/** Who told of an hour tells of one before it in the same half of the day: the ambulance came at 11.20, she fell at 10.50. */
const MOST_EARLIER = 3;

/**
 * An hour without a day is on the day that was said before, whatever happened on it; and in its part of the day, where
 * it is later than the hour that was said there, or not much earlier.
 */
export function inheriting(mentions: readonly TimeMention[]): TimeMention[] {
  let before: TimeMention | undefined;
  return mentions.map((mention) => {
    if (mention.moment) return mention;
    const day = mention.day ?? before?.day ?? mentions.find(({ dayOfAll }) => dayOfAll)?.day;
    const { part, time } = before ?? {};
    const sameHalf =
      (!mention.day || before?.polarity === 'denied') &&
      mention.time &&
      !mention.part &&
      !mention.time.half &&
      time &&
      !time.literal
        ? mention.time.hour >= time.hour - MOST_EARLIER
        : false;
    const found: TimeMention = {
      ...mention,
      ...(day ? { day } : {}),
      ...(!mention.day && day ? { inherited: before && isOthers(before.event) ? 'others' : 'own' } : {}),
      ...(sameHalf && part ? { part } : {}),
      ...(sameHalf && mention.time && time?.half ? { time: { ...mention.time, half: time.half } } : {}),
    };
    before = found;
    return found;
  });
}
