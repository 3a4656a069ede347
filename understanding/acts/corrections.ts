import { polarityOf } from '../clauses/clauses.ts';
import { notBut } from '../not-but.ts';
import type { Act, Place } from './act.ts';
import { ACT_WORDS } from './act-words.ts';
import { goesInItsPlace, inItsPlace, replaces, takesBack } from './by-words.ts';
import { isInHand } from './context.ts';
import { factOfKind } from './fact-kinds.ts';
import { ALWAYS_READ, type FactName, factNamed, IDENTIFIERS, IN_ANY_WORDS, YES_OR_NO } from './facts.ts';
import type { Message, Part } from './message.ts';
import { isSure } from './wishes.ts';

/** Nobody says what is right in more. */
const LONGEST_RIGHT = 40;

/**
 * What a message puts right: 不是三号 是四号, 写错了 应该是…, "make that 4". With the fact and what it is now where that is
 * read: a value that stands there, the fact that is named, or the one that was asked.
 */
export function correctionsOf(message: Message): Act[] {
  return together(groupsOf(message)).flatMap((group) => {
    const acts = putRight(message, group);
    return [...takenBack(message, group, acts), ...acts];
  });
}

/** 手滑了 right after what is put right is of that, and 打错了 right before it. */
function together(groups: readonly Part[][]): Part[][] {
  const all: Part[][] = [];
  for (const group of groups) {
    const last = all.at(-1);
    if (last && last.at(-1)?.index === (group[0]?.index ?? 0) - 1) last.push(...group);
    else all.push([...group]);
  }
  return all;
}

/** The value that stands right before what puts it right: 昨天，不对，前天. It was given all the same. */
function takenBack(message: Message, group: readonly Part[], acts: readonly Act[]): Act[] {
  const before = message.parts[(group[0]?.index ?? 0) - 1];
  if (!before || before.does !== undefined || !isBareMark(group[0])) return [];
  return acts.flatMap(({ fact, value }): Act[] => {
    const reading = fact && value !== undefined ? message.find(fact, before.text) : undefined;
    if (!reading || !('value' in reading)) return [];
    return [
      {
        act: 'inform',
        text: before.text,
        at: before.at,
        end: before.end,
        certainty: 1,
        ...(fact ? { fact } : {}),
        value: reading.value,
      },
    ];
  });
}

/** Whether a clause begins by saying only that what stands before it is wrong. */
const isBareMark = (part: Part | undefined): boolean => part !== undefined && polarityOf(part.text) === 'corrected';

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
    if (!isCorrected(message, part)) {
      // What comes after a value that was put right corrects nothing by itself.
      if (part.polarity === 'corrected') continue;
    }
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
    if (part.polarity === 'corrected') end = endOfRun(message, part.index);
    else if (isTakenBack(part) && after && saysWhatIsRight(after)) {
      end = endOfRun(message, part.index + 1);
    } else if (
      isTakenBack(part) &&
      before &&
      isShort(before) &&
      (!takesBack(part.text) || SAID_OTHERWISE.test(part.text))
    ) {
      groups.push([before, part]);
      next = end;
      continue;
    } else if (!(isTakenBack(part) && takesBack(part.text))) continue;
    groups.push(parts.slice(part.index, end));
    next = end;
  }
  return groups;
}

/** Whether a clause puts something right by its own words, or by those before it that hold no value. */
function isCorrected(message: Message, part: Part): boolean {
  if (part.polarity !== 'corrected' || polarityOf(part.text) === 'corrected') return true;
  const before = message.parts[part.index - 1];
  return before === undefined || !holdsValue(message, before);
}

const holdsValue = (message: Message, { text }: Part): boolean =>
  ALWAYS_READ.some((fact) => {
    const reading = message.find(fact, text);
    return reading !== undefined && 'value' in reading;
  });

/** Where the clauses end that go on correcting, and what they say isn't. */
function endOfRun(message: Message, from: number): number {
  const { parts } = message;
  let end = from + 1;
  for (let next = parts[end]; next && goesOn(message, next); next = parts[end]) end++;
  return end;
}

const goesOn = (message: Message, part: Part): boolean =>
  (part.polarity === 'corrected' && isCorrected(message, part)) || IS_NOT.test(part.text);
/** 不是三号 after 是四号, "not the 4th". */
const IS_NOT = /^(?:不是|唔系|唔係|not (?:the |on |at |in )?)(?=[\d\p{Script=Han}]|\w+$)[^，,。]{1,16}$/iu;

/** A bare no to a question that wants one isn't a correction, whatever comes after it. */
const isAside = ({ does }: Part, asked: FactName | undefined): boolean =>
  does === 'ask' || (does === 'no' && asked !== 'confirm' && YES_OR_NO.includes(asked));

const isTakenBack = ({ polarity, does, text }: Part): boolean =>
  !ACT_WORDS['keeps-back'].test(text) &&
  (does === undefined || does === 'no') &&
  (polarity === 'denied' || (polarity === undefined && (takesBack(text) || SAID_OTHERWISE.test(text))));
/** 我说的不是医疗险. */
const SAID_OTHERWISE =
  /^(?:我|俺)(?:刚才|刚刚|前面)?(?:说|讲|要|指|问)的不是|^(?:你|您|你们|系统|上面)(?:那边|给我|刚才|都|好像)?(?:记|写|听|填|登|录|打)(?:的|成|错)|^(?:and |but |though )?you(?:'ve| have)? (?:wrote|put|noted|typed|got|spelt|spelled|recorded|have) /iu;

/** 电话改成138… puts right what was noted; where the contract is to be changed, it says into what. */
function isReplaced({ context: { asked, open = [] } }: Message, { does, text }: Part): boolean {
  const isNoted = asked?.fact === 'confirm' || (open.length > 0 && open.at(-1)?.intent !== CHANGE);
  return isNoted && does === undefined && replaces(text);
}
const CHANGE = 'change-policy';

const isShort = ({ text, does }: Part): boolean => text.length <= LONGEST_RIGHT && does === undefined;

const saysWhatIsRight = (part: Part): boolean =>
  part.polarity === 'corrected' ||
  (part.text.length <= LONGEST_RIGHT && goesInItsPlace(part.text)) ||
  (isShort(part) && part.mood === undefined);

function putRight(message: Message, group: readonly Part[]): Act[] {
  const [first, last] = [group[0], group.at(-1)];
  if (!first || !last) return [];
  const place = message.span(first, last);
  const named = factNamed(place.text);
  const kind = factOfKind((notBut(place.text) ?? notBut(rightIn(group)))?.but ?? rightIn(group));
  const called = named !== undefined && (IDENTIFIERS.includes(named) || !kind) ? named : kind;
  const isNumber = called !== undefined && IDENTIFIERS.includes(called);
  const found = valuesIn(message, place, group).filter(({ fact }) =>
    isNumber || kind ? fact === called : fact !== 'people' && fact !== 'relation',
  );
  // Nothing was noted yet: what is to be changed is a wish.
  if (
    !isInHand(message.context) &&
    !group.some(({ text }) => takesBack(text) || polarityOf(text) === 'corrected') &&
    isWish(message, group)
  )
    return [];
  if (found.length > 0) return found.map((value) => correction(place, value));
  // A bare no puts nothing right: it answers. Nor is anything put right that nobody noted: 不是理赔 是领年金 is a wish.
  if (!called && group.every(({ does }) => does === 'no')) return [];
  if (!isInHand(message.context) && (!called || isWish(message, group))) return [];
  if (called) return [correction(place, { fact: called, ...answerIn(message, called, group) })];
  // What was asked is put right by what can be its answer; 是三个人不是两个 is no amount.
  const fact = asked(message);
  const answer = fact && answerIn(message, fact, group);
  return [correction(place, fact && answer && 'value' in answer ? { fact, ...answer } : {})];
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
