import type { Clause } from '../clauses/clauses.ts';
import { cut } from '../clauses/cut.ts';
import { WAIT } from '../form-words.ts';
import { intentByRule } from '../intents/rules.ts';
import { LEAVING } from '../leaving.ts';
import { phrases } from '../phrases/phrases.ts';
import { ASKS } from '../question.ts';
import { isAngry } from '../tone.ts';
import { yesNo } from '../values/yes-no.ts';
import { ACT_WORDS } from './act-words.ts';
import type { ActContext } from './context.ts';
import { YES_OR_NO } from './facts.ts';

const social = phrases('social', ['greet', 'thanks']);
const denying = phrases('denying', ['declines', 'not-wanted', 'takes-back', 'replaces', 'instead', 'no-more']);

/**
 * What a clause does by its own words, whatever it is about; what that is in the conversation, `meant` tells. `sigh`:
 * 算了, which is nothing beside another wish; `not-needed`: 不用了, to an offer or to all of it; `later`: 以后再说;
 * `lacks`: has not got it, or no; `lead-in`: 还有, "two things", which only lead to what comes next.
 */
export type ByWords =
  | 'greet'
  | 'thanks'
  | 'person'
  | 'ask'
  | 'cancel'
  | 'sigh'
  | 'not-needed'
  | 'later'
  | 'resume'
  | 'restart'
  | 'summary'
  | 'skip'
  | 'lacks'
  | 'yes'
  | 'no'
  | 'declines'
  | 'abuse'
  | 'wait'
  | 'no-more'
  | 'lead-in';

/** Nobody says these, or yes and no, in more. */
const LONGEST = 24;
const LONGEST_LATIN = 60;

const LISTED: readonly (readonly [RegExp, ByWords])[] = [
  [social.greet, 'greet'],
  [social.thanks, 'thanks'],
  [denying['no-more'], 'no-more'],
  [LEAVING.restart, 'restart'],
  [LEAVING.summary, 'summary'],
  [LEAVING.resume, 'resume'],
  [LEAVING.sighs, 'sigh'],
  [LEAVING['not-needed'], 'not-needed'],
  [LEAVING.cancel, 'cancel'],
  [LEAVING.skip, 'skip'],
  [LEAVING.later, 'later'],
  [WAIT, 'wait'],
];
/** What rules hear beyond that. */
const RULED: Readonly<Record<string, ByWords>> = { human: 'person', help: 'ask', ask: 'ask' };

/** Undefined where a clause does none of these by itself: it tells something, or wants it. */
export function byWords({ text, polarity }: Clause, isMarked: boolean, context: ActContext): ByWords | undefined {
  const isShort = text.length <= (/\p{Script=Han}/u.test(text) ? LONGEST : LONGEST_LATIN);
  if (context.asked?.fact === 'confirm' && isShort && !isMarked) {
    if (ACT_WORDS['keeps-back'].test(text)) return 'no';
    if (ACT_WORDS.submits.test(text)) return 'yes';
  }
  if (isShort && !isMarked && YES_OR_NO.includes(context.asked?.fact)) {
    if (ACT_WORDS['plain-no'].test(text)) return 'no';
    if (ACT_WORDS['plain-yes'].test(text)) return 'yes';
  }
  if (isShort && ACT_WORDS.insults.test(text)) return 'abuse';
  const listed = isShort ? LISTED.find(([pattern]) => pattern.test(text))?.[1] : undefined;
  const answer = isShort && !isMarked ? yesNo(text, context) : undefined;
  const isYes = answer && 'value' in answer ? answer.value : undefined;
  const loose = listed === undefined && isShort && !isMarked ? inTheMidst(text, polarity, context) : undefined;
  if (loose && isYes === undefined) return loose;
  if (listed === 'skip') return isYes === false ? 'lacks' : 'skip';
  if (listed) return isMarked && ASKED_TOO.includes(listed) ? 'ask' : listed;
  if (isShort && isYes === undefined && ACT_WORDS['lead-in'].test(text)) return 'lead-in';
  const ruled = RULED[intentByRule(text) ?? ''];
  if (ruled) return ruled;
  if (isMarked || asks(text)) return 'ask';
  if (isYes !== undefined) return isYes ? 'yes' : 'no';
  if (polarity === 'denied' && (denying.declines.test(text) || denying['not-wanted'].test(text))) return 'declines';
  return isAngry(text) ? 'abuse' : undefined;
}

/** In the order in which they are meant where several are heard: 清空重来, not to drop it. */
const IN_THE_MIDST = [
  ['begins-again', 'restart'],
  ['hears-it-back', 'summary'],
  ['leaves-it', 'cancel'],
  ['goes-on-with-it', 'resume'],
] as const;
/** Words that only in the midst of a matter are of it. */
function inTheMidst(text: string, polarity: Clause['polarity'], { open = [] }: ActContext): ByWords | undefined {
  if (open.length === 0 || polarity === 'corrected' || /\d{3}/.test(text)) return undefined;
  const isAsked = asks(text);
  return IN_THE_MIDST.find(
    ([words, does]) =>
      (does === 'summary' || !isAsked) && (does !== 'resume' || polarity === undefined) && ACT_WORDS[words].test(text),
  )?.[1];
}

/** With a question mark they ask whether they may. */
const ASKED_TOO: readonly ByWords[] = ['skip', 'later', 'cancel', 'not-needed'];

/** Whether a clause asks something. */
const asks = (text: string): boolean => ASKS['in-a-clause'].test(text);

/** Whether a clause takes back what was written, by itself: 写错了, "scratch that". */
export const takesBack = (text: string): boolean => denying['takes-back'].test(text);

/** Whether a clause puts one value in another's place: 电话改成…. */
export const replaces = (text: string): boolean => denying.replaces.test(text);

/** What a clause says in the place of something, without the words by which it does: of 应该是四号, 四号. */
export const inItsPlace = (text: string): string => text.replace(denying.instead, '');
/** Whether a clause begins with what takes the place of something. */
export const goesInItsPlace = (text: string): boolean => denying.instead.test(text);

/** Whether a clause of a message, or all of it, thanks or says good-bye. */
export const thanksIn = (words: string): boolean =>
  social.thanks.test(words) || cut(words).some(({ at, end }) => social.thanks.test(words.slice(at, end)));
