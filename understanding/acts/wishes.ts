import { wishesOf as partsOf } from '../clauses/wishes.ts';
import { tellsOfIncident } from '../incident.ts';
import type { Act, ActName, Place } from './act.ts';
import { ACT_WORDS } from './act-words.ts';
import { isInHand } from './context.ts';
import type { Message, Part, Wanted } from './message.ts';

/** A wish that is less sure than this is none. */
const LEAST_CERTAIN = 0.5;
/** Where it is said that something is wanted, it may be less sure what. */
const LEAST_SAID = 0.3;
/** Whether words want something that is known, and surely so. */
export const isSure = ({ intent, score }: Wanted): boolean => intent !== NONE && score >= LEAST_CERTAIN;
/** In the midst of a matter a clause that only tells something is part of that, unless it is as sure as this. */
const CERTAIN_BY_THE_WAY = 0.75;
const NONE = 'out-of-scope';
const REPORT = 'report-incident';

/** Intents that are acts by another name; the others are wants. */
const BY_INTENT: Readonly<Record<string, ActName>> = {
  ask: 'ask',
  help: 'ask',
  human: 'person',
  cancel: 'cancel',
  greeting: 'greet',
  thanks: 'thanks',
};

/** Where a message says in so many words what it wants, what else it seems to want is its story. */
function withoutStories(message: Message, acts: readonly Act[]): Act[] {
  const saysSo = (act: Act) => message.parts.some((part) => part.isWish && part.at < act.end && act.at < part.end);
  // 再查下…, 另外… goes on to something else that is wanted.
  const startsAnew = (act: Act) => message.parts.some((part) => part.order !== undefined && part.at === act.at);
  const isSaid = acts.some((act) => (act.act === 'want' || act.act === 'person') && saysSo(act));
  return isSaid ? acts.filter((act) => act.act !== 'want' || saysSo(act) || startsAnew(act)) : [...acts];
}

const COURTESIES: readonly string[] = ['greeting', 'thanks'];

/** What is wanted or asked, in the clauses that are `free` for it: each wish in the words that tell it. */
export function wishesOf(message: Message, free: readonly Part[]): Act[] {
  const acts = partsOf(free).flatMap((part) => [
    ...told(
      message,
      part.filter((one) => tellsOnly(one) && !isSupposed(message, one)),
    ),
    ...part.filter(({ does }) => does === 'ask').map((asking) => asked(message, asking)),
  ]);
  const plain = withoutStories(message, acts);
  const all = isInHand(message.context) ? plain : [...plain, ...ofTheWhole(message, free, plain)];
  return all.map((act) => withItsClauses(message, free, act, all));
}

/** What is supposed before a question is asked about by it. */
const isSupposed = (message: Message, { mood, isWish }: Part): boolean =>
  mood === 'supposed' && !isWish && message.parts.some(({ does }) => does === 'ask');

const tellsOnly = ({ does, polarity, isOnly }: Part): boolean =>
  does === undefined && (polarity !== 'denied' || isOnly);

/** What only the whole of a message wants, where none of its clauses surely wants anything. */
function ofTheWhole(message: Message, free: readonly Part[], acts: readonly Act[]): Act[] {
  const whole = message.wanted(message.words);
  const telling = free.filter(tellsOnly);
  const [first, last] = [telling[0], telling.at(-1)];
  const isWish = first && last && isSure(whole) && !(whole.intent in BY_INTENT) && isMeant(message.words, whole);
  return isWish && acts.every(({ certainty }) => certainty < LEAST_CERTAIN)
    ? [wish(message.span(first, last), whole)]
    : [];
}

/** Whether a clause by itself wants something else than the matter in hand, and says so. */
export function isPlainWish(message: Message, { does, polarity, isWish, text }: Part): boolean {
  if (does !== undefined || polarity === 'denied') return false;
  const wanted = message.wanted(text);
  if (wanted.intent === NONE || isOpen(message, wanted.intent) || !isMeant(text, wanted)) return false;
  if (wanted.intent === REPORT && isInHand(message.context) && !tellsOf(text)) return false;
  return wanted.score >= (isWish ? LEAST_CERTAIN : CERTAIN_BY_THE_WAY);
}

/** A few words of a story tell nothing by themselves. */
const [LONGEST_FRAGMENT, LONGEST_LATIN_FRAGMENT] = [8, 16];
/** Whoever tells of no incident in a few words, and doesn't ask to report one, reports none. */
const isMeant = (text: string, { intent }: Wanted): boolean =>
  intent !== REPORT ||
  text.length > (/\p{Script=Han}/u.test(text) ? LONGEST_FRAGMENT : LONGEST_LATIN_FRAGMENT) ||
  tellsOf(text);

const tellsOf = (text: string): boolean =>
  ACT_WORDS.reports.test(text) || ACT_WORDS.tells.test(text) || tellsOfIncident(text);

/** What clauses that tell something want, all together, and in which of them that is said. */
function told(message: Message, parts: readonly Part[]): Act[] {
  if (parts.length === 0) return [];
  const first = parts[0] as Part;
  const isAll = message.parts.every((part) => parts.includes(part) || saysNothingElse(part));
  const words = isAll ? message.words : parts.map(({ text }) => text).join(' ');
  const whole = message.wanted(words);
  const each = parts.map((part) => ({ part, wanted: parts.length === 1 ? whole : message.wanted(part.text) }));
  const wants = each.filter(({ part, wanted }) => counts(message, part, wanted, whole));
  const said = wants.filter(({ part }) => part.isWish);
  const plain = said.length > 0 ? wants.filter(({ part, wanted }) => goesWith(part, wanted, said)) : wants;
  if (plain.length > 0) return joined(message, plain);
  const isWish = isSure(whole) && whole.score >= least(message) && !isOpen(message, whole.intent);
  return isWish && isMeant(words, whole) ? [wish(message.span(first, parts.at(-1) as Part), whole)] : [];
}

/**
 * Where some clauses say in so many words what is wanted, the others only tell why: they are of the wish where they want
 * the same, unless it is to take down what they tell.
 */
const goesWith = (part: Part, { intent }: Wanted, said: readonly { part: Part; wanted: Wanted }[]): boolean =>
  part.isWish ||
  COURTESIES.includes(intent) ||
  said.some((one) => one.wanted.intent === intent && !declares(one.part.text));

/** Whether words ask for a report or a complaint to be taken down. */
export const declares = (text: string): boolean => ACT_WORDS.reports.test(text) || ACT_WORDS.complains.test(text);

/** What is denied, and courtesy, are left out of what a message wants anyhow. */
const saysNothingElse = ({ does, polarity }: Part): boolean =>
  polarity === 'denied' || does === 'declines' || does === 'greet' || does === 'thanks' || does === 'lead-in';

/** Whether what a clause wants by itself is a wish: of what all of them want it tells; of another one it has to be plain. */
function counts(message: Message, part: Part, { intent, score }: Wanted, whole: Wanted): boolean {
  if (intent === NONE || isOpen(message, intent) || !isMeant(part.text, { intent, score })) return false;
  if (part.isWish) return score >= LEAST_SAID;
  return score >= (intent === whole.intent ? least(message) : CERTAIN_BY_THE_WAY);
}

/** Wishes side by side for the same are one. */
function joined(message: Message, wants: readonly { part: Part; wanted: Wanted }[]): Act[] {
  const acts: Act[] = [];
  let last: Part | undefined;
  for (const { part, wanted } of wants) {
    const act = wish(part, wanted);
    const before = acts.at(-1);
    if (before && last?.index === part.index - 1 && before.act === act.act && before.intent === act.intent)
      acts[acts.length - 1] = {
        ...before,
        ...message.span(before, part),
        certainty: Math.max(before.certainty, act.certainty),
      };
    else acts.push(act);
    last = part;
  }
  return acts;
}

/**
 * A wish with the clauses beside it that belong to it: 给我查查 after what is to be looked up, and what is supposed before
 * the question whether it is covered.
 */
function withItsClauses(message: Message, free: readonly Part[], act: Act, all: readonly Act[]): Act {
  let place: Place = act;
  const isFree = (part: Part | undefined): part is Part =>
    part !== undefined &&
    free.includes(part) &&
    tellsOnly(part) &&
    !all.some((one) => one.at < part.end && part.at < one.end);
  const own = message.parts.filter((part) => part.at < act.end && act.at < part.end);
  const [before, after] = [message.parts[(own[0]?.index ?? 0) - 1], message.parts[(own.at(-1)?.index ?? 0) + 1]];
  if (isFree(before) && belongs(act, before)) place = message.span(before, place);
  if (isFree(after) && belongs(act, after)) place = message.span(place, after);
  return { ...act, ...placeOf(place) };
}

const belongs = ({ act }: Act, part: Part): boolean =>
  act === 'want' ? part.isWish : act === 'ask' && part.mood === 'supposed';

/** A question that wants nothing that is known, or what is in hand, is a question all the same, if not a sure one. */
function asked(message: Message, part: Part): Act {
  const wanted = message.wanted(part.text);
  const isWish = isSure(wanted) && !isOpen(message, wanted.intent) && isMeant(part.text, wanted);
  // In the midst of a matter a question is one about it, unless it is about one's own.
  const isOwn = !isInHand(message.context) || part.isWish || ACT_WORDS['ones-own'].test(part.text);
  const isWant = isWish && !(wanted.intent in BY_INTENT) && isOwn;
  const isElse = isWish && wanted.intent in BY_INTENT;
  return isWant || isElse ? wish(part, wanted) : { act: 'ask', ...placeOf(part), certainty: wanted.score };
}

const wish = (place: Place, { intent, score }: Wanted): Act => {
  const act = BY_INTENT[intent] ?? 'want';
  return { act, ...placeOf(place), certainty: score, ...(act === 'want' ? { intent } : {}) };
};

const placeOf = ({ text, at, end }: Place): Place => ({ text, at, end });

const least = ({ context }: Message): number =>
  context.open?.length || context.asked ? CERTAIN_BY_THE_WAY : LEAST_CERTAIN;

const isOpen = ({ context }: Message, intent: string): boolean =>
  context.open?.some((matter) => matter.intent === intent) ?? false;
