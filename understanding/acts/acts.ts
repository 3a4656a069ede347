import { acknowledges } from '../acknowledges.ts';
import type { Act, ActName, Place } from './act.ts';
import { answerOf } from './answer.ts';
import { type ActContext, isInHand } from './context.ts';
import { correctionsOf } from './corrections.ts';
import { distressOf } from './distress-acts.ts';
import { IDENTIFIERS, YES_OR_NO } from './facts.ts';
import { informsOf } from './informs.ts';
import { meant } from './meant.ts';
import { Message, type Part, type Understand } from './message.ts';
import { storyOf } from './story.ts';
import { isPlainWish, wishesOf } from './wishes.ts';

/**
 * What a customer does in a message, in its order: what can't wait, the values that are given or put right, what is wanted
 * or asked, the answers, and the words that nothing took. `understand` gives the intent of some words; what was asked and
 * which matters are open (`context`) say what an answer means, and keep nothing out.
 */
export function actsIn(text: string, understand: Understand, context: ActContext): Act[] {
  const message = new Message(text, understand, context);
  const distress = distressOf(message);
  const corrections = correctionsOf(message);
  const informs = informsOf(message).filter((inform) => !isPutRight(inform, corrections));
  const isCorrected = (part: Part) => corrections.some((one) => overlap(one, part));
  const wishToDie = distress.find(({ kind }) => kind === 'wish-to-die');
  const free = message.parts.filter((part) => !isCorrected(part) && !(wishToDie && overlap(wishToDie, part)));
  const answered = answerOf(message, free, informs);
  // 身份证给你 3206…, asked for a card: it says what it is.
  const answer = answered?.unclear && informs.some((one) => overlap(one, answered)) ? undefined : answered;
  const told = answer ? [...informs.filter(({ fact }) => fact !== answer.fact || !fact), answer] : informs;
  const isTold = (part: Part) => isInHand(context) && told.some((one) => one.act === 'inform' && overlap(one, part));
  const isGiven = (part: Part) =>
    !part.isWish && told.some((one) => one.fact && IDENTIFIERS.includes(one.fact) && overlap(one, part));
  const isUrgent = (part: Part) => isInHand(context) && !part.isWish && distress.some((one) => overlap(one, part));
  const isAnswered = (part: Part) => answer !== undefined && overlap(answer, part);
  const rest = free.filter((part) => !isAnswered(part));
  const wishes = wishesOf(
    message,
    rest.filter(
      (part) =>
        part.does === 'ask' || (!isGiven(part) && !isUrgent(part) && (isPlainWish(message, part) || !isTold(part))),
    ),
  );
  const isSaidBy = (acts: readonly Act[], part: Part) => acts.some((one) => overlap(one, part));
  const byWords = rest
    .filter((part) => !(GIVES_WAY.includes(part.does) && isSaidBy([...distress, ...told], part)))
    .flatMap((part) => meant(message, part) ?? []);
  const taken = [...distress, ...corrections, ...told, ...wishes, ...byButs(byWords, corrections)];
  const done = withoutSighs([...leaving(message, taken), ...storyOf(message, rest, taken)], message.parts);
  return together(message, withoutNods(message, [...done, ...untaken(message, done)])).map((act) =>
    message.asWritten(act),
  );
}

/** A yes to a summary in which something is put right is none yet. */
const byButs = (acts: readonly Act[], corrections: readonly Act[]): Act[] =>
  acts.map(({ value, ...act }) =>
    act.act === 'affirm' && act.fact === 'confirm' && corrections.length > 0
      ? { ...act, unclear: 'yes-but' }
      : { ...act, ...(value === undefined ? {} : { value }) },
  );

/** They are nothing beside what else the same words tell: 我不想活了, nobody hurt. */
const GIVES_WAY: readonly (Part['does'] | undefined)[] = ['yes', 'no', 'lacks', 'declines', 'abuse'];

const overlap = (one: Pick<Place, 'at' | 'end'>, other: Pick<Place, 'at' | 'end'>): boolean =>
  one.at < other.end && other.at < one.end;

/** A value that is put right isn't given once more. */
const isPutRight = (inform: Act, corrections: readonly Act[]): boolean =>
  corrections.some((one) => (one.fact === inform.fact && one.value !== undefined) || overlap(one, inform));

/** 改天再弄 after 先不报了 is of that; and what only leads to leaving, going on or beginning again is of it. */
function leaving(message: Message, acts: readonly Act[]): Act[] {
  const { parts } = message;
  const isLeft = acts.some(({ act }) => act === 'cancel');
  const isOf = (part: Part | undefined, act: Act) => part !== undefined && part.at < act.end && act.at < part.end;
  return acts.map((act): Act => {
    const first = parts.find((part) => isOf(part, act));
    if (isLeft && act.act === 'skip' && first?.does === 'later')
      return { act: 'cancel', text: act.text, at: act.at, end: act.end, certainty: act.certainty };
    const before = first && parts[first.index - 1];
    return LEAVES.includes(act.act) && before?.does === 'lead-in' ? { ...act, ...message.span(before, act) } : act;
  });
}
const LEAVES: readonly ActName[] = ['cancel', 'resume', 'restart', 'summary'];

/** 算了 beside another wish, an answer or a refusal to answer is that; alone, or beside another word of leaving, it leaves. */
function withoutSighs(acts: readonly Act[], parts: readonly Part[]): Act[] {
  const sighs = (act: Act) =>
    act.act === 'cancel' && parts.some((part) => part.does === 'sigh' && part.at === act.at && part.end === act.end);
  const isElse = acts.some(({ act }) => BESIDE_A_SIGH.includes(act));
  return isElse ? acts.filter((act) => !sighs(act)) : [...acts];
}

const BESIDE_A_SIGH: readonly ActName[] = ['want', 'ask', 'person', 'skip', 'inform', 'correct', 'restart', 'resume'];

/** 嗯 before an answer says only that the question was heard, where it didn't want a yes. */
function withoutNods({ context, parts }: Message, acts: readonly Act[]): Act[] {
  if (YES_OR_NO.includes(context.asked?.fact) || acts.length === 1) return [...acts];
  const nods = ({ act, at, end }: Act) =>
    act === 'affirm' && parts.some((part) => part.at === at && part.end === end && acknowledges(part.text));
  return acts.some((act) => !nods(act)) ? acts.filter((act) => !nods(act)) : [...acts];
}

/** The clauses that nothing took: what the customer says beside it all. */
const untaken = ({ parts }: Message, acts: readonly Act[]): Act[] =>
  parts
    .filter((part) => !SAYS_NOTHING.includes(part.does) || acts.length === 0)
    .filter((part) => !acts.some((act) => overlap(act, part)))
    .map(({ text, at, end }) => ({ act: 'other', text, at, end, certainty: 1 }));

const SAYS_NOTHING: readonly (Part['does'] | undefined)[] = ['sigh', 'lead-in', 'wait'];

/** Said twice side by side, these are one. */
const ONE_TOGETHER: readonly ActName[] = [
  'affirm',
  'deny',
  'skip',
  'cancel',
  'resume',
  'restart',
  'summary',
  'person',
  'abuse',
  'greet',
  'thanks',
  'other',
];

/** In the order in which they are said, and what is one act as one. */
function together(message: Message, acts: readonly Act[]): Act[] {
  const sorted = [...acts].sort((one, next) => one.at - next.at || one.end - next.end);
  const merged: Act[] = [];
  for (const act of sorted) {
    const last = merged.at(-1);
    const isOne = last && ONE_TOGETHER.includes(act.act) && last.act === act.act && last.fact === act.fact;
    if (isOne) merged[merged.length - 1] = { ...last, ...message.span(last, act) };
    else merged.push(act);
  }
  return merged;
}
