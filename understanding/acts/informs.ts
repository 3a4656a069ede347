import type { Act, Place } from './act.ts';
import { ALWAYS_READ, type FactName, factNamed } from './facts.ts';
import type { Message, Part } from './message.ts';

/** These are somebody's or something's own: they are given whatever is done with them. */
const IDENTIFIERS: readonly FactName[] = ['phone', 'e-mail', 'id-card', 'bank-card', 'plate', 'policy-number', 'name'];
/** What only isn't one of them is asked about where it was asked for. */
const IS_NONE = /^not-a/;

/** Every value that a message gives, and what has to be asked about, each in the clauses that tell it. */
export function informsOf(message: Message): Act[] {
  const { asked, open = [] } = message.context;
  const facts = new Set([...ALWAYS_READ, ...open.flatMap((matter) => matter.facts)]);
  return [...facts].flatMap((fact): Act[] => {
    const reading = message.find(fact);
    if (!reading || ('ask' in reading && IS_NONE.test(reading.ask))) return [];
    const parts = partsOf(message, fact, JSON.stringify(reading));
    if (!parts.some((part) => tells(part, fact))) return [];
    const place = placeOf(message, parts);
    const isWanted = fact === asked?.fact || open.some((matter) => matter.facts.includes(fact));
    if (fact === 'count' && 'value' in reading && reading.value === 0 && !isWanted) return [];
    if ('ask' in reading && IDENTIFIERS.includes(fact) && factNamed(place.text) !== fact) return [];
    if ('ask' in reading) return [{ act: 'inform', ...place, certainty: 1, fact, unclear: reading.ask }];
    return [{ act: 'inform', ...place, certainty: 1, fact, value: reading.value }];
  });
}

/** In longer messages a value that no part tells alone is told by all of it. */
const MANY = 8;

/** The fewest parts side by side that tell as much as the whole message; all of them where only they do. */
function partsOf(message: Message, fact: FactName, whole: string): readonly Part[] {
  const { parts } = message;
  for (const count of parts.length > MANY ? [1] : [1, 2, 3]) {
    if (count >= parts.length) break;
    for (let from = 0; from + count <= parts.length; from++) {
      const some = parts.slice(from, from + count);
      if (JSON.stringify(message.find(fact, placeOf(message, some).text)) === whole) return some;
    }
  }
  return parts;
}

function placeOf(message: Message, parts: readonly Part[]): Place {
  const [first, last] = [parts[0], parts.at(-1)];
  return message.span(first ?? { at: 0 }, last ?? { end: message.words.length });
}

/** 刚才说到哪了 is no time, 晚上好 neither. */
const TELLS_NOTHING: readonly (Part['does'] | undefined)[] = [
  'greet',
  'thanks',
  'person',
  'cancel',
  'sigh',
  'not-needed',
  'later',
  'resume',
  'restart',
  'summary',
  'skip',
  'wait',
];

/**
 * Whether a fact is told in a clause: not in a question about cover, nor in what is only supposed; an identifier is, in
 * any.
 */
const tells = ({ does, mood }: Part, fact: FactName): boolean =>
  !TELLS_NOTHING.includes(does) &&
  (IDENTIFIERS.includes(fact) || (mood !== 'supposed' && (does !== 'ask' || mood === 'happened')));
