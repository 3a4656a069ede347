import type { Act, ActName } from '../acts/act.ts';
import { actsIn } from '../acts/acts.ts';
import { ASKS_OF_COVER } from '../asking.ts';
import { dangerOf } from '../hurt.ts';
import { tellsOfIncident } from '../incident.ts';
import type { Comprehension } from '../intent-recognizer.ts';
import { isOnlyAngry } from '../tone.ts';
import type { ReadingContext } from '../values/kit/reading.ts';

/**
 * A reading that is less sure than this may be another one. On lines that others wrote (`desk eval intents`, the half that
 * is read), one in seven messages is asked about, and six in ten of those that are misunderstood.
 */
export const CERTAIN = 0.65;

/** Figures that a value may be made of; one alone counts something else: 第二个, 一下. */
const FIGURES = /\d{2}|[一二两三四五六七八九十百千万亿]{2}/u;

/**
 * Why the built-in reading is unsure of a message: two intents are nearly as likely; none is likely; it is nobody's
 * business, and speaks of insurance or of what happens to people; some of its words may mean something, and no act took
 * them. A message whose words are all taken, by a value or an answer, is sure whatever its intent is.
 */
export type Unsure = 'close' | 'uncertain' | 'unknown' | 'untaken';

const NONE = 'out-of-scope';

type Understand = (words: string) => Comprehension;

/**
 * Where the built-in reading is unsure. It never is of what a rule heard, of distress, danger and injuries, of a wish for a
 * person, or of a curse: these stay as they were heard, whatever anybody proposes.
 */
export function whyUnsure(
  understood: Comprehension,
  understand: Understand,
  context: ReadingContext,
): Unsure | undefined {
  const { words, intent, score, other, distress } = understood;
  if (distress || score === 1 || intent === 'human' || !/\p{L}/u.test(words)) return undefined;
  if (dangerOf(words) || isOnlyAngry(words)) return undefined;
  const acts = actsIn(words, understand, context).map((act, _, all) =>
    leavesFigure(act, all) ? { ...act, act: 'other' as const } : act,
  );
  if (acts.some(({ act }) => act === 'distress' || act === 'person')) return undefined;
  const open = acts.filter((act) => isOpen(act, acts));
  if (open.length === 0) return undefined;
  if (other !== undefined) return 'close';
  if (intent !== NONE && score < CERTAIN) return 'uncertain';
  if (intent === NONE && isOurs(words)) return 'unknown';
  return open.some(({ act, text }) => act === 'other' && (isOurs(text) || FIGURES.test(text))) ? 'untaken' : undefined;
}

/** 我先垫了三千 tells who paid: of the figure in it nothing is known by that. */
const leavesFigure = (act: Act, all: readonly Act[]): boolean =>
  act.fact === 'people' &&
  !/"(?:age|phone)"/.test(JSON.stringify(act.value)) &&
  FIGURES.test(act.text) &&
  !all.some((other) => other !== act && other.at < act.end && act.at < other.end);

/** Whether words are so few that they answer what is being asked, where something is. */
export const isShortAnswer = (words: string): boolean =>
  words.length <= (/\p{Script=Han}/u.test(words) ? SHORT_ANSWER : SHORT_LATIN_ANSWER);
const [SHORT_ANSWER, SHORT_LATIN_ANSWER] = [8, 20];

/** Who gives a value and says no more has given it, whatever the rest of the clause may mean besides. */
const [ONLY_VALUE, ONLY_LATIN_VALUE] = [16, 40];

/** Whether it isn't known for sure what some words do: nothing took them, or a wish that may be another. */
function isOpen({ act, at, end, certainty }: Act, acts: readonly Act[]): boolean {
  if (act !== 'other' && !(WISHES.includes(act) && certainty < CERTAIN)) return false;
  return !acts.some((one) => one.at < end && at < one.end && isAnswer(one));
}
const WISHES: readonly ActName[] = ['want', 'ask'];

/** Whether an act says all that its words say: a yes, a no, 没带, a value. */
function isAnswer({ act, text }: Act): boolean {
  if (act === 'inform') return text.length <= (/\p{Script=Han}/u.test(text) ? ONLY_VALUE : ONLY_LATIN_VALUE);
  return act !== 'other' && !WISHES.includes(act);
}

/** Whether words speak of insurance, or of what it is for. */
const isOurs = (words: string): boolean => ASKS_OF_COVER.test(words) || tellsOfIncident(words);
