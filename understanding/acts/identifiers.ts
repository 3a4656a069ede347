import type { Reason } from '../values/kit/reading.ts';
import type { Act } from './act.ts';
import { type FactName, factNamed } from './facts.ts';
import type { Message } from './message.ts';

/** Why a number is none of the kind that it is called. */
const NOT_ONE: Partial<Record<FactName, Reason>> = {
  phone: 'not-a-phone',
  'id-card': 'not-an-id-card',
  'bank-card': 'not-a-bank-card',
  plate: 'not-a-plate',
  'policy-number': 'not-a-policy-number',
};

/** Letters and figures in groups, as numbers of phones, cars, contracts and people are written. */
const LIKE_ONE =
  /(?<![A-Za-z0-9])(?:[A-Z]{1,4}[ -](?=[A-Z]{0,3}\d))?[A-Za-z]{0,3}\d[A-Za-z\d]*(?:[ -](?:[A-Z]{1,4}(?![A-Za-z])|[A-Za-z]{0,3}\d[A-Za-z\d]*)){0,6}/u;
const LEAST_FIGURES = 2;
const SHORTEST = 5;
/** What somebody says around a number that they were asked for. */
const MOST_AROUND = 14;

const likeOne = (text: string): string | undefined => {
  const [found] = LIKE_ONE.exec(text) ?? [];
  const isOne =
    found && found.replace(/[ -]/g, '').length >= SHORTEST && (found.match(/\d/g)?.length ?? 0) >= LEAST_FIGURES;
  return isOne ? found : undefined;
};

/** Why words that are a number and little else have no value of the kind that was asked. */
export function unreadIdentifier(fact: FactName, text: string): Reason | undefined {
  const found = likeOne(text.toUpperCase());
  return found && text.length - found.length <= MOST_AROUND ? NOT_ONE[fact] : undefined;
}

/** The numbers that are called by what they are, in the same clause or the one before, each to be asked about. */
export function namedIdentifiers(message: Message): Act[] {
  const { parts } = message;
  return parts.flatMap((part): Act[] => {
    const before = parts[part.index - 1];
    const own = factNamed(part.text);
    const number = likeOne(part.text);
    if (!number || part.polarity !== undefined || part.does === 'ask') return [];
    const isOwn = own !== undefined && NOT_ONE[own] !== undefined;
    const called = isOwn
      ? own
      : before && !likeOne(before.text) && before.polarity === undefined
        ? factNamed(before.text)
        : undefined;
    const unclear = called && NOT_ONE[called];
    if (!called || !unclear) return [];
    const place = message.span(isOwn || !before ? part : before, part);
    const reading = message.find(called, place.text);
    if (reading && 'value' in reading)
      return [{ act: 'inform', ...place, certainty: 1, fact: called, value: reading.value }];
    return [{ act: 'inform', ...place, certainty: 1, fact: called, unclear: reading?.ask ?? unclear }];
  });
}
