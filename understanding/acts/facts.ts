import { anyoneHurt, hurtAnswer } from '../hurt.ts';
import { incidentType, whatHappened } from '../incident.ts';
import { phrases } from '../phrases/phrases.ts';
import { SLOTS, type SlotReaders } from '../values/index.ts';
import { freeText } from '../values/kit/free-text.ts';
import { yesNo } from '../values/yes-no.ts';

/** Nobody describes something in less, and no more than this is read of a message. */
const DESCRIPTION = { least: 2, most: 4000 };

/** The facts that a message may give, each with what reads it. */
export const FACTS = {
  ...SLOTS,
  /** Whether somebody is hurt. */
  injured: { read: hurtAnswer, find: anyoneHurt },
  /** Which kind of incident it was. */
  'what-happened': { read: whatHappened, find: incidentType },
  /** What happened, in the customer's own words: they are taken where nothing else takes them. */
  description: { read: freeText(DESCRIPTION) },
  /** Whether what was read back is right. */
  confirm: { read: yesNo },
  /** One of some options, and nothing without them. */
  'which-product': { read: () => undefined },
} satisfies Record<string, SlotReaders<unknown>>;
export type FactName = keyof typeof FACTS;

/** Those that are looked for in every message; the others only for a matter that takes them. */
export const ALWAYS_READ: readonly FactName[] = [
  ...(Object.keys(SLOTS) as FactName[]).filter((name) => 'find' in FACTS[name]),
  'injured',
];

/** These are somebody's or something's own: they are given whatever is done with them. */
export const IDENTIFIERS: readonly FactName[] = [
  'phone',
  'e-mail',
  'id-card',
  'bank-card',
  'plate',
  'policy-number',
  'name',
];

/** Those whose answer is yes or no. */
export const YES_OR_NO: readonly (FactName | undefined)[] = ['injured', 'confirm', 'yes-no'];

/** Those for which any words may be the answer. */
export const IN_ANY_WORDS: readonly (FactName | undefined)[] = ['place', 'description'];

const NAMED = [
  'policy-number',
  'plate',
  'id-card',
  'bank-card',
  'phone',
  'e-mail',
  'incident-time',
  'place',
  'money',
  'count',
  'name',
  'relation',
] as const satisfies readonly FactName[];
const names = phrases('fact-names', NAMED);

/** The fact that some words name: 保单号不记得了, "the date is wrong". */
export const factNamed = (words: string): FactName | undefined => NAMED.find((fact) => names[fact].test(words));
