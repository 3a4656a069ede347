import { notBut } from '../not-but.ts';
import type { Act, Place } from './act.ts';
import { goesInItsPlace, inItsPlace, replaces, takesBack } from './by-words.ts';
import { isInHand } from './context.ts';
import { ALWAYS_READ, type FactName, factNamed, IN_ANY_WORDS, YES_OR_NO } from './facts.ts';
import type { Message, Part } from './message.ts';
import { isSure } from './wishes.ts';

/** Nobody says what is right in more. */
const LONGEST_RIGHT = 40;

/**
 * What a message puts right: 不是三号 是四号, 写错了 应该是…, "make that 4". With the fact and what it is now where that is
 * read: a value that stands there, the fact that is named, or the one that was asked.
 */
export function correctionsOf(message: Message): Act[] {
  return groupsOf(message).flatMap((group) => putRight(message, group));
}

/** Clauses side by side of which one takes back and another says what is right. */
function groupsOf(message: Message): Part[][] {
  const { parts, context } = message;
  const groups: Part[][] = [];
  let next = 0;
  for (const part of parts) {
    if (part.index < next) continue;
    const after = parts[part.index + 1];
    const before = part.index > 0 && part.index - 1 >= next ? parts[part.index - 1] : undefined;
    let end = part.index + 1;
    if (part.polarity === 'corrected' && isAside(part, context.asked?.fact)) {
      // What comes after it corrects nothing either.
      while (parts[end]?.polarity === 'corrected' && !takesBack(parts[end]?.text ?? '')) end++;
      next = end;
      continue;
    }
    if (part.polarity === undefined && isReplaced(message, part)) {
      groups.push([part]);
      next = end;
      continue;
    }
    if (part.polarity === 'corrected') while (parts[end]?.polarity === 'corrected') end++;
    else if (isTakenBack(part) && after && saysWhatIsRight(after)) {
      end++;
      while (parts[end]?.polarity === 'corrected') end++;
    } else if (isTakenBack(part) && before && isShort(before) && !takesBack(part.text)) {
      groups.push([before, part]);
      next = end;
      continue;
    } else if (!(isTakenBack(part) && takesBack(part.text))) continue;
    groups.push(parts.slice(part.index, end));
    next = end;
  }
  return groups;
}

/** A bare no to a question that wants one isn't a correction, whatever comes after it. */
const isAside = ({ does }: Part, asked: FactName | undefined): boolean =>
  does === 'ask' || (does === 'no' && asked !== 'confirm' && YES_OR_NO.includes(asked));

const isTakenBack = ({ polarity, does, text }: Part): boolean =>
  (does === undefined || does === 'no') && (polarity === 'denied' || (polarity === undefined && takesBack(text)));

/** 电话改成138… puts right what was noted; where the contract is to be changed, it says into what. */
function isReplaced({ context: { asked, open = [] } }: Message, { does, text }: Part): boolean {
  const isNoted = asked?.fact === 'confirm' || (open.length > 0 && open.at(-1)?.intent !== CHANGE);
  return isNoted && does === undefined && replaces(text);
}
const CHANGE = 'change-policy';

const isShort = ({ text, does }: Part): boolean => text.length <= LONGEST_RIGHT && does === undefined;

const saysWhatIsRight = (part: Part): boolean =>
  part.polarity === 'corrected' || (isShort(part) && (goesInItsPlace(part.text) || part.mood === undefined));

function putRight(message: Message, group: readonly Part[]): Act[] {
  const [first, last] = [group[0], group.at(-1)];
  if (!first || !last) return [];
  const place = message.span(first, last);
  const found = valuesIn(message, place, group);
  if (found.length > 0) return found.map((value) => correction(place, value));
  const called = factNamed(place.text);
  // A bare no puts nothing right: it answers. Nor is anything put right that nobody noted: 不是理赔 是领年金 is a wish.
  if (!called && group.every(({ does }) => does === 'no')) return [];
  if (!isInHand(message.context) && (!called || isWish(message, group))) return [];
  const named = called ?? asked(message);
  return [correction(place, named ? { fact: named, ...answerIn(message, named, group) } : {})];
}

const correction = (place: Place, value: Pick<Act, 'fact' | 'value' | 'unclear'>): Act => ({
  act: 'correct',
  ...place,
  certainty: 1,
  ...value,
});

/** The values that stand in the words of a correction. */
function valuesIn(message: Message, { text }: Place, group: readonly Part[]): { fact: FactName; value: unknown }[] {
  const right = rightIn(group);
  return ALWAYS_READ.flatMap((fact) => {
    const reading = message.find(fact, text) ?? message.find(fact, right);
    return reading && 'value' in reading ? [{ fact, value: reading.value }] : [];
  });
}

/** What is right, read as the answer to the question for its fact. */
function answerIn(message: Message, fact: FactName, group: readonly Part[]): Pick<Act, 'value' | 'unclear'> {
  const right = rightIn(group);
  const { but = right } = notBut(group.map(({ text }) => text).join(',')) ?? {};
  if (but === '') return {};
  const reading = message.answer(fact, but);
  if (!reading) return {};
  return 'ask' in reading ? { unclear: reading.ask } : { value: reading.value };
}

/** Whether what is said to be right is a matter of its own. */
const isWish = (message: Message, group: readonly Part[]): boolean =>
  group.some(({ polarity, text }) => polarity !== 'denied' && isSure(message.wanted(text)));

/** The words of a correction that say what is right: without what is taken back, and that it is. */
const rightIn = (group: readonly Part[]): string =>
  group
    .filter(({ polarity, text }) => polarity !== 'denied' && !(takesBack(text) && inItsPlace(text) === text))
    .map(({ text }) => inItsPlace(text))
    .join(' ')
    .trim();

/** The fact that was asked, where a value can be put in its place. */
const asked = ({ context }: Message): FactName | undefined => {
  const fact = context.asked?.fact;
  return fact === undefined || YES_OR_NO.includes(fact) || IN_ANY_WORDS[1] === fact ? undefined : fact;
};
