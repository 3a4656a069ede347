import type { Act, Place } from './act.ts';
import { ACT_WORDS } from './act-words.ts';
import { ALWAYS_READ, type FactName, factNamed, IDENTIFIERS } from './facts.ts';
import { namedIdentifiers } from './identifiers.ts';
import type { Message, Part } from './message.ts';

/** What only isn't one of them is asked about where it was asked for. */
const IS_NONE = /^not-a/;

/** Every value that a message gives, and what has to be asked about, each in the clauses that tell it. */
export function informsOf(message: Message): Act[] {
  const { asked, open = [] } = message.context;
  const facts = new Set([...ALWAYS_READ, ...open.flatMap((matter) => matter.facts)]);
  const found = [...facts].flatMap((fact): Act[] => {
    const reading = message.find(fact);
    if (!reading || ('ask' in reading && IS_NONE.test(reading.ask))) return [];
    if (!isAtIssue(message, fact)) return [];
    const parts = partsOf(message, fact, JSON.stringify(reading));
    if (!parts.some((part) => tells(message, part, fact))) return [];
    const place = placeOf(message, parts);
    const isWanted = fact === asked?.fact || open.some((matter) => matter.facts.includes(fact));
    if (fact === 'count' && 'value' in reading && reading.value === 0 && !isWanted) return [];
    if ('ask' in reading && IDENTIFIERS.includes(fact) && factNamed(place.text) !== fact) return [];
    if ('ask' in reading && !IDENTIFIERS.includes(fact) && !isWanted && fact !== 'incident-time') return [];
    if ('ask' in reading) return [{ act: 'inform', ...place, certainty: 1, fact, unclear: reading.ask }];
    return [{ act: 'inform', ...place, certainty: 1, fact, value: reading.value }];
  });
  return withNamed(message, [...found, ...bare(message, found)]);
}

/** What a clause is all of, though nothing says so: 沪太路场中路, 两部车子, "its the home insurance one", "name is Kay". */
function bare(message: Message, found: readonly Act[]): Act[] {
  const { asked, open = [] } = message.context;
  if (!asked || asked.fact === 'description' || open.length === 0) return [];
  return message.parts.flatMap((part): Act[] => {
    if (part.does !== undefined || part.polarity !== undefined || part.mood === 'supposed') return [];
    const fact = BARE.find((one) => BARE_WORDS[one].test(part.text));
    if (!fact || fact === asked.fact || part.text.length > LONGEST_BARE) return [];
    if (
      found.some((act) => act.fact === fact || (IDENTIFIERS.includes(fact) && act.at < part.end && part.at < act.end))
    )
      return [];
    if (fact === 'which-product') {
      if (asked.fact !== 'policy-number') return [];
      return [{ act: 'inform', ...message.span(part, part), certainty: 1, fact, value: part.text }];
    }
    const words = fact === 'name' ? part.text.replace(NAME_IS, '') : part.text;
    const reading = message.answer(fact, words);
    if (!reading)
      return fact === 'count'
        ? [{ act: 'inform', ...message.span(part, part), certainty: 1, fact, unclear: 'not-a-count' }]
        : [];
    return [
      {
        act: 'inform',
        ...message.span(part, part),
        certainty: 1,
        fact,
        ...('ask' in reading ? { unclear: reading.ask } : { value: reading.value }),
      },
    ];
  });
}
const BARE = ['place', 'count', 'which-product', 'name'] as const;
const BARE_WORDS = {
  place: ACT_WORDS['bare-place'],
  count: ACT_WORDS['is-count'],
  'which-product': ACT_WORDS['is-which-product'],
  name: ACT_WORDS['is-name'],
};
const LONGEST_BARE = 40;
/** What leads to a name. */
const NAME_IS = /^.*?(?:\bname(?: on (?:it|the policy))?(?:'s| is)?|姓名是?|名字是?|[姓叫])[:： ]*/iu;

/** With the numbers that are called by what they are, and aren't such a one: they have to be asked about, as that. */
function withNamed(message: Message, found: readonly Act[]): Act[] {
  const named = namedIdentifiers(message).filter((act) => !found.some((one) => one.fact === act.fact && !one.unclear));
  const isNamed = (one: Act) => named.some((act) => act.at < one.end && one.at < act.end);
  return [...found.filter((one) => !(one.fact && NUMBERS.includes(one.fact) && isNamed(one))), ...named];
}
const NUMBERS: readonly FactName[] = [...IDENTIFIERS, 'count', 'money', 'place'];

/** Where and when something happened is told while it is reported; of whom, where that is asked or taken down. */
function isAtIssue(message: Message, fact: FactName): boolean {
  const { asked, open = [] } = message.context;
  if (asked?.fact === fact || open.some(({ facts }) => facts.includes(fact))) return true;
  if (fact === 'relation') return false;
  if (!OF_AN_INCIDENT.includes(fact)) return true;
  if (open.some(({ intent }) => intent === REPORT) || message.isAboutIncident) return true;
  return !asked && open.length === 0 && !message.parts.some(({ does, isWish }) => does === 'ask' || isWish);
}
const OF_AN_INCIDENT: readonly FactName[] = ['incident-time', 'place'];
const REPORT = 'report-incident';

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
  'lead-in',
];

/**
 * Whether a fact is told in a clause: not in a question about cover, nor in what is only supposed; an identifier is, in
 * any.
 */
const tells = (message: Message, part: Part, fact: FactName): boolean =>
  (IDENTIFIERS.includes(fact) || !isOfAnother(message, part)) && tellsBy(part, fact);

/** Another wish than to report tells when or where something else was. */
function isOfAnother(message: Message, { isWish, does, text }: Part): boolean {
  if (!isWish || does !== undefined) return false;
  const { intent, score } = message.wanted(text);
  return intent !== REPORT && intent !== 'file-complaint' && intent !== 'out-of-scope' && score >= 0.5;
}

const tellsBy = ({ does, mood }: Part, fact: FactName): boolean =>
  !TELLS_NOTHING.includes(does) &&
  (IDENTIFIERS.includes(fact) || (mood !== 'supposed' && (does !== 'ask' || mood === 'happened')));
