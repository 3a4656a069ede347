import { matchesOf } from '../../../language/matches.ts';
import { CALL_BACK_NUMBER, CALL_BACK_WORDS, callWished } from '../../../understanding/call-back-words.ts';
import { cut } from '../../../understanding/clauses/cut.ts';
import { type PutRight, putRightIn } from '../../../understanding/corrections/put-right.ts';
import { digitsPutRight, namePutRight } from '../../../understanding/corrections/values-put-right.ts';
import { wordsPutRight } from '../../../understanding/corrections/words-put-right.ts';
import { CORRECTION } from '../../../understanding/form-words.ts';
import { questionIn } from '../../../understanding/meanwhile/question-in.ts';
import { ASKS } from '../../../understanding/question.ts';
import { type CallWindow, callWindow } from '../../../understanding/values/call-window.ts';
import type { Reading } from '../../../understanding/values/kit/reading.ts';
import { calledBy, personName } from '../../../understanding/values/name.ts';
import { phone } from '../../../understanding/values/phone.ts';
import { CERTAINTY } from '../certainty.ts';
import type { Talk } from '../talk.ts';

/** What is known of a call that somebody wants; null for what they leave open. */
export interface Known {
  phone?: string;
  name?: string | null;
  window?: CallWindow | null;
  topic?: string | null;
  askFirst?: string[];
}

export type Fact = 'phone' | 'name' | 'window' | 'topic' | 'askFirst';

/** Nobody is asked what it is about in more; the whole of it stands in the log. */
const MOST_TOPIC = 300;
/** Clauses of a message that are understood by themselves. */
const MOST_UNDERSTOOD = 5;
/** What a clause wants that is no matter to call about. */
const NO_TOPICS: readonly string[] = ['out-of-scope', 'greeting', 'thanks', 'help', 'human', 'cancel'];
/** A clause that is shorter says nothing of what it is about. */
const LEAST_TOPIC = 4;

/** What a message tells of the call: the facts that are new or others, and why a number can't be taken. */
export interface Told {
  facts: Partial<Known>;
  /** It puts right what was told, and answers nothing. */
  isRight: boolean;
  /** It says something beside them. */
  isMore: boolean;
  /** Why what may be a number or a time is none: `form.retry-<reason>`. */
  ask?: string;
}

/** Reads a message for everything that a call needs; `asked` is what was asked last. */
export function toldIn(talk: Talk, known: Known, asked: string | undefined): Told {
  const { words, text } = talk.said;
  const facts: Partial<Known> = {};
  const number = talk.read(phone);
  if (number && 'value' in number) facts.phone = number.value;
  else if (known.phone) {
    const right = tailPutRight(known.phone, words);
    if (right) facts.phone = right;
  }
  const name = talk.read(calledBy) ?? nameAlone(talk, known, asked);
  if (name && 'value' in name && (asked !== 'topic' || !known.name)) facts.name = name.value;
  const when = windowIn(talk, known, asked);
  if (when && 'value' in when) facts.window = when.value;
  const firsts = clausesOf(text).filter((clause) => CALL_BACK_WORDS['ask-first'].test(clause) && !isAsked(clause));
  if (firsts.length > 0) facts.askFirst = [...new Set([...(known.askFirst ?? []), ...firsts])].slice(0, 5);
  const right = putRight(talk, known);
  Object.assign(facts, right);
  const beside = clausesBeside(talk);
  // A number put right, a name alone, is no answer to what it is about.
  const isOnlyOfCall = beside.length === 0 && Object.keys(facts).length > 0;
  const isTopic = asked === 'topic' && !isOnlyOfCall && Object.keys(right).length === 0;
  const topic = isTopic
    ? text.trim()
    : (right.topic ?? (known.topic || asked === 'topic' ? '' : topicIn(talk, beside)));
  if (topic) facts.topic = topic.slice(0, MOST_TOPIC);
  const open = [number, when].find((reading) => reading && 'ask' in reading);
  const isOpen = (asked === 'phone' && !facts.phone) || (asked === 'window' && !facts.window);
  const isMore = asked !== 'topic' && beside.some((clause) => !topic.includes(clause) && !firsts.includes(clause));
  return {
    facts,
    isMore,
    isRight: Object.keys(right).length > 0,
    ...(open && 'ask' in open && (isOpen || words.length < 20) ? { ask: open.ask } : {}),
  };
}

/** 打错了 后三位是262: the number that is known, with this end. */
function tailPutRight(phone: string, words: string): string | undefined {
  for (const { 0: digits, index } of matchesOf(words, /(?<!\d)\d{2,4}(?!\d)/g))
    if (CALL_BACK_NUMBER['tail-is'].test(words.slice(Math.max(0, index - 40), index)))
      return `${phone.slice(0, -digits.length)}${digits}`;
  return undefined;
}

/** A name that stands alone in its clause, where nobody is known to be called: 赵磊 就讲怎么分. */
function nameAlone(talk: Talk, known: Known, asked: string | undefined): Reading<string> {
  if (known.name || asked === 'window') return undefined;
  const [first = ''] = clausesOf(talk.said.text);
  return /^[\p{Script=Han}·]{2,4}$/u.test(first) ? talk.read(personName, first) : undefined;
}

/** What is put right of what was told, each in its place: 4 not 3, the number ends in 78 not 77, not tomorrow, Wednesday. */
function putRight(talk: Talk, known: Known): Partial<Known> {
  const facts: Partial<Known> = {};
  const { all } = putRightIn(talk.said.text);
  for (const one of all) {
    const phone = known.phone && digitsPutRight(known.phone, one);
    const name = known.name && namePutRight(known.name, one);
    const window = known.window && windowPutRight(talk, known.window, one);
    const topic = known.topic && wordsPutRight(known.topic, one);
    if (window) facts.window = window;
    else if (phone) facts.phone = phone;
    else if (name) facts.name = name;
    else if (topic) facts.topic = topic;
  }
  return facts;
}

/** The day alone keeps the hours, and a bare hour the day and its half. */
function windowPutRight(talk: Talk, before: CallWindow, { not, but }: PutRight): CallWindow | undefined {
  if (not === undefined) return undefined;
  const hour = Number(before.from.slice(11, 13));
  const [was, is] = [not, but].map((said) => Number(/^(\d{1,2})(?:点|时|:00| ?o'?clock| ?[ap]m)?$/i.exec(said)?.[1]));
  if (was !== undefined && is !== undefined && is > 0 && (was === hour || was === hour % 12)) {
    const at = is < 12 && hour >= 12 ? is + 12 : is;
    return at > 23
      ? undefined
      : { ...before, from: `${before.from.slice(0, 11)}${String(at).padStart(2, '0')}:00`, said: but };
  }
  const told = talk.read(callWindow, but);
  return told && 'value' in told ? onAnotherDay(before, told.value) : undefined;
}

const EVERY_MOVE = new RegExp(CALL_BACK_NUMBER.moves.source, `g${CALL_BACK_NUMBER.moves.flags}`);

/** When they want it: in what they say of the call, in the answer to when, and in what puts it right. */
function windowIn(talk: Talk, known: Known, asked: string | undefined): Reading<CallWindow> {
  const words = withoutQuestions(talk.said.words, known.window != null);
  if (words === '') return undefined;
  // 周一不行 周一我有事 改周二吧: what it is moved to is said last.
  const moved = known.window ? matchesOf(words, EVERY_MOVE).at(-1) : undefined;
  if (moved) {
    const to = talk.read(callWindow, words.slice(moved.index)) ?? talk.read(callWindow, words);
    if (!to || !('value' in to)) return to;
    const { value } = to;
    const isWeekOn =
      CALL_BACK_NUMBER['week-on'].test(words) && known.window?.from.slice(0, 10) === value.from.slice(0, 10);
    return { value: onAnotherDay(known.window, isWeekOn ? aWeekOn(value) : value) };
  }
  if (!known.window && CALL_BACK_NUMBER['not-before'].test(words)) return talk.read(callWindow, words);
  const wish = callWished(words);
  if (wish) {
    const after = talk.read(callWindow, words.slice(wish.index));
    return after ?? talk.read(callWindow, clausesOf(words.slice(0, wish.index)).at(-1) ?? '');
  }
  const mayBe =
    asked === 'window' || asked === 'change' || (asked !== 'topic' && !known.window) || CORRECTION.test(words);
  return mayBe || asked === 'confirm' ? talk.read(callWindow, words) : undefined;
}

/** Whether a clause asks something, and neither wishes for a call nor proposes a time for it: 明天三点行吗. */
function isAsked(clause: string): boolean {
  const text = clause.trim();
  // 我想问清楚再退, 先问我再办 tell what comes first.
  const isCondition = CALL_BACK_WORDS['ask-first'].test(text) && !/[吗么呢?？]$/u.test(text);
  if (!ASKS['in-a-clause'].test(text) || isCondition) return false;
  return callWished(text) === null && !CALL_BACK_NUMBER.proposes.test(text) && !CALL_BACK_NUMBER.moves.test(text);
}

/**
 * What a message tells beside what it asks: a time in a question is none to be called at. Where one was told already, a
 * message that asks tells none at all: 明天礼拜天 有人吗.
 */
function withoutQuestions(words: string, isKnown: boolean): string {
  const clauses = cut(words).map(
    ({ at, end }) => `${words.slice(at, end)}${/^[?？]/.exec(words.slice(end))?.[0] ?? ''}`,
  );
  if (!clauses.some(isAsked)) return words;
  const told = clauses.filter((clause) => !isAsked(clause));
  const isOfCall = (clause: string) =>
    callWished(clause) !== null || CALL_BACK_NUMBER.moves.test(clause) || CORRECTION.test(clause);
  return isKnown && !told.some(isOfCall) ? '' : told.join('，');
}

/** The Monday after that one: seven days on. */
function aWeekOn({ from, until, ...others }: CallWindow): CallWindow {
  const later = (local: string) =>
    new Date(Date.parse(`${local.slice(0, 10)}T00:00:00Z`) + 7 * 86_400_000).toISOString().slice(0, 10) +
    local.slice(10);
  return { ...others, from: later(from), ...(until ? { until: later(until) } : {}) };
}

/** Where only the day is another, the hours stay. */
function onAnotherDay(before: CallWindow | null | undefined, { from, said, ...to }: CallWindow): CallWindow {
  if (!before || !from.endsWith('T00:00') || before.from.endsWith('T00:00')) return { from, said, ...to };
  const day = from.slice(0, 10);
  const until = before.until ? { until: `${day}${before.until.slice(10)}` } : {};
  return { from: `${day}${before.from.slice(10)}`, ...until, day: true, said };
}

/** What it is about, of the clauses that say nothing of the call itself: what wants something. */
const topicIn = (talk: Talk, rest: readonly string[]): string =>
  rest
    .slice(0, MOST_UNDERSTOOD)
    .filter((clause) => {
      if (CALL_BACK_NUMBER.about.test(clause)) return true;
      if (isAsked(clause) && questionIn(clause) !== undefined) return false;
      const { intent, score } = talk.services.understand(clause);
      return !NO_TOPICS.includes(intent) && score >= CERTAINTY.ofItsOwn;
    })
    .join('，');

/** The clauses that say nothing of the call itself. */
function clausesBeside(talk: Talk): string[] {
  const isOfCall = (clause: string) =>
    callWished(clause) !== null ||
    CALL_BACK_NUMBER['same-number'].test(clause) ||
    CALL_BACK_NUMBER['not-before'].test(clause) ||
    CALL_BACK_NUMBER['tail-is'].test(clause) ||
    CALL_BACK_NUMBER.moves.test(clause) ||
    CALL_BACK_WORDS.declines.test(clause) ||
    CALL_BACK_WORDS.kept.test(clause) ||
    (talk.read(callWindow, clause) ?? talk.read(phone, clause) ?? talk.read(calledBy, clause)) !== undefined;
  return clausesOf(talk.said.text).filter((clause) => clause.length >= LEAST_TOPIC && !isOfCall(clause));
}

const clausesOf = (text: string): string[] =>
  cut(text)
    .map(({ at, end }) => text.slice(at, end).replace(/^[\s，,。.;；!！?？]+|[\s，,。.;；!！?？]+$/gu, ''))
    .filter((clause) => clause !== '');
