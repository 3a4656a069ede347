import { dangerOf } from '../hurt.ts';
import type { DangerKind } from '../phrases/danger/danger.ts';
import { distressIn, tellsOfDeath } from '../phrases/distress/distress.ts';
import type { Act, DistressAct, Place } from './act.ts';
import { ACT_WORDS, FIGURATIVE, URGENT } from './act-words.ts';
import type { Message, Part } from './message.ts';

const OF_DANGER: Partial<Record<DangerKind, DistressAct>> = {
  violence: 'threat',
  fraud: 'fraud',
  poison: 'injury',
  collapse: 'injury',
};

type Told = Partial<Record<DistressAct, number>>;

/** How sure a wish to die is heard where it only may be meant. */
const MAYBE = 0.5;

/** What a text tells of that can't wait, and how surely; what matters more stands first. */
function kindsOf(message: Message, text: string, part?: Part, distress = distressIn(text)): Told {
  const danger = dangerOf(text);
  const isDeath = distress?.kind === 'loss' || distress?.kind === 'bereaved' || tellsOfDeath(text);
  const hurt = message.find('injured', text);
  const kind = distress?.kind;
  const told: Told = {
    ...(kind === 'wish-to-die' || kind === 'somebody-else' ? { 'wish-to-die': 1 } : {}),
    ...(kind === 'maybe' && part?.does !== 'ask' ? { 'wish-to-die': MAYBE } : {}),
    ...(danger ? { [OF_DANGER[danger] ?? 'danger']: 1 } : {}),
    ...(isDeath ? { death: 1 } : {}),
    ...(part ? urgentIn(part) : {}),
  };
  // Who is in danger, threatened or dead is told of by that.
  const isElse = 'danger' in told || 'threat' in told || 'death' in told;
  return hurt && 'value' in hurt && hurt.value && !isElse ? { ...told, injury: 1 } : told;
}

/** What a clause tells of in the words of `acts.yaml`. */
const urgentIn = (part: Part): Told =>
  mayBeUrgent(part)
    ? Object.fromEntries(URGENT.filter(([, words]) => words.test(part.text)).map(([urgent]) => [urgent, 1]))
    : {};

/** Not what is only supposed, asked, denied, or said in a figure of speech. */
const mayBeUrgent = ({ text, mood, does, polarity }: Part): boolean =>
  mood !== 'supposed' && polarity !== 'denied' && does !== 'ask' && !FIGURATIVE.test(text);

/** What can't wait, each in the clauses that tell of it; in the whole message where only all of it does. */
export function distressOf(message: Message): Act[] {
  const whole = kindsOf(message, message.words, undefined, message.distress);
  const isAny = Object.keys(whole).length > 0;
  // Clause by clause only where all of it tells something.
  const alone = message.parts.map((part) => ({
    part,
    kinds: isAny ? kindsOf(message, part.text, part) : urgentIn(part),
  }));
  // What is only suspected, of a whole story of an accident, is no act of it: the conversation meets it all the same.
  if (whole['wish-to-die'] && !distressIn(message.words) && tellsStory(message)) whole['wish-to-die'] = MAYBE;
  const kinds = new Set([
    ...Object.keys(whole),
    ...alone.flatMap(({ kinds: own }) => Object.keys(own)),
  ]) as Set<DistressAct>;
  return [...kinds].flatMap((kind): Act[] => {
    const telling = alone.filter(({ kinds: own }) => kind in own).map(({ part }) => part);
    // What only may be meant, and no clause says, is no act of any: 赔了就解脱了.
    if (telling.length === 0 && (whole[kind] ?? 0) <= MAYBE) return [];
    if (telling.length === 0 && kind === 'injury' && alone.some(({ kinds: own }) => Object.keys(own).length > 0))
      return [];
    const certainty = whole[kind] ?? 1;
    return [{ act: 'distress', ...placeOf(message, telling, kind), certainty, kind }];
  });
}

/** Whether something that happened is told while it is taken down. */
const tellsStory = ({ context, parts }: Message): boolean =>
  context.open?.at(-1)?.intent === 'report-incident' && parts.some(({ text }) => ACT_WORDS.tells.test(text));

/** The clauses side by side that tell of one thing; of a wish to die, all between the first and the last. */
function placeOf(message: Message, telling: readonly Part[], kind: DistressAct): Place {
  const [first] = telling;
  if (!first) {
    // What nothing tells alone is told by all that wants nothing.
    const rest = message.parts.filter((part) => !part.isWish && part.does === undefined);
    return message.span(rest[0] ?? { at: 0 }, rest.at(-1) ?? { end: message.words.length });
  }
  let last = first;
  for (const part of telling) if (kind === 'wish-to-die' || part.index === last.index + 1) last = part;
  return message.span(first, last);
}
