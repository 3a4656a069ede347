import { IDENTIFIERS } from '../../../understanding/acts/facts.ts';
import { isOnlyAboutIt } from '../../../understanding/acts/in-hand.ts';
import { cut } from '../../../understanding/clauses/cut.ts';
import { DONT_HAVE, HAVE_NONE, NO_PHOTOS, QUESTION, RATHER_NOT } from '../../../understanding/form-words.ts';
import { ASKS } from '../../../understanding/question.ts';
import type { Reading } from '../../../understanding/values/kit/reading.ts';
import { CERTAINTY } from '../certainty.ts';
import type { Status } from '../dialog.ts';
import { factOf } from './acts.ts';
import { ask, askAgain, goOn, leaveOpen } from './asking.ts';
import type { Meaning } from './meaning.ts';
import { type Slot, takesAll } from './slots.ts';
import type { FormTurn } from './turn.ts';

/* The answer to what is asked, or that the customer hasn't got it. */

/** Whoever has no place to name says no more than this. */
const SHORT = 12;
/** Whoever would rather not give something says no more than this; a longer message tells something, too. */
const SHORT_REFUSAL = 40;
/** Whoever says what else they haven't got says no more than this. */
const SHORT_LACK = 60;

/** The answer to a slot's question, or that the customer hasn't got it, or values for other slots beside it. */
export const answer: Meaning = async (turn) => {
  const { talk, state, form } = turn;
  const { words: said, intent } = talk.said;
  const asked = state.asking ?? '';
  const slot = form.slots[asked];
  if (!slot) return goOn(turn, []); // an older version's slot: ask for what is missing now
  const asks = asksIn(said);
  if (slot.anyWords && (asks || intent === 'human') && intent !== form.name) return 'declined';
  const lacking = asks ? undefined : lackingBeside(turn, asked);
  if (lacking) {
    turn.fill(lacking, null);
    return goOn(turn, [lacking, ...(await turn.take((name) => turn.isOpen(name)))]);
  }
  // What is said of the matter itself is never a value: 对对对, asked for one's own words.
  const isAct = slot.anyWords && (isOnlyAboutIt(said) || isOfOthers(turn, slot));
  const reading = isAct ? undefined : readAnswer(turn, asked, slot);
  if (!asks && isLacking(turn, slot, reading)) {
    turn.fill(asked, null);
    return goOn(turn, await turn.take((name) => name !== asked && turn.isOpen(name)));
  }
  if (!asks && !reading && !isNotYetOfElse(said, slot) && turn.skips(asked) && isAskedAgain(turn))
    return leaveOpen(turn);
  if (reading) return taken(turn, asked, slot, reading);
  if (asks) return 'declined';
  if (said.length <= SHORT_REFUSAL && NO_PHOTOS.test(said)) {
    await talk.say('form.no-photos');
    return ask(turn);
  }
  const isElse = intent !== form.name && intent !== 'out-of-scope' && talk.said.score >= CERTAINTY.nothingElse;
  if (isElse) return 'declined';
  // What answers another question of this form is kept, and this one asked again.
  const others = await turn.take((name) => name !== asked && turn.isOpen(name));
  return others.length > 0 ? goOn(turn, others) : 'declined';
};

/** What a message answers: where any words could, and something else is told or was answered of it, only what clearly does. */
function readAnswer(turn: FormTurn, asked: string, slot: Slot<unknown>): Reading<unknown> {
  const { talk } = turn;
  const reading = talk.read(slot.read, turn.wordsFor(slot));
  if (!slot.unlessElse?.(talk.said.words)) return reading;
  const found = slot.find && talk.read(slot.find, turn.wordsFor(slot));
  const isElse = talk.says(ANSWERS) || turn.slots.some(([name, other]) => name !== asked && isToldOf(turn, other));
  return found ?? (isElse ? undefined : reading);
}

/** What answers a question of theirs: the rest of the message was told with it. */
const ANSWERS = /^(?:ask(?!\.which-product)|meanwhile)\./;

function isToldOf({ talk }: FormTurn, slot: Slot<unknown>): boolean {
  const reading = slot.find && !takesAll(slot) ? talk.read(slot.find) : undefined;
  return reading !== undefined && 'value' in reading;
}

/** Whether something is asked: that it isn't known yet what it costs, with a word of asking, tells that. */
const asksIn = (words: string): boolean =>
  QUESTION.test(words) &&
  (!ASKS['tells-not-yet'].test(words) ||
    cut(words).some(({ at, end }) => {
      const clause = words.slice(at, end + 1);
      return QUESTION.test(clause) && !ASKS['tells-not-yet'].test(words.slice(at, end));
    }));

/** Whether a message only gives who they are and how they are reached: 林晓 13800138000, asked what is broken. */
const isOfOthers = ({ acts }: FormTurn, slot: Slot<unknown>): boolean =>
  acts.length > 0 &&
  acts.every(
    ({ act, fact }) =>
      act === 'inform' &&
      fact !== factOf(slot) &&
      (slot.find && slot.unlessElse ? IDENTIFIERS : BY_ITSELF).some((one) => one === fact),
  );
/** Who they are, how they are reached, where and when it was. */
const BY_ITSELF = [...IDENTIFIERS, 'place', 'incident-time'] as const;

/** What else than what is asked the customer says that they haven't got. */
function lackingBeside(turn: FormTurn, asked: string): string | undefined {
  const { words: said } = turn.talk.said;
  if (said.length > SHORT_LACK || !HAVE_NONE.test(said)) return undefined;
  const lacking = turn.slots.find(
    ([name, { optional, called }]) => name !== asked && !turn.has(name) && optional && called?.test(said),
  );
  return lacking?.[0];
}

/** Whether the customer says that they haven't got what is asked, which may be. */
function isLacking(turn: FormTurn, slot: Slot<unknown>, reading: Reading<unknown>): boolean {
  const { words: said } = turn.talk.said;
  if (isNotYetOfElse(said, slot)) return false;
  const mayLack = slot.optional === true || (slot.optional === 'when asked again' && isAskedAgain(turn));
  const isOpen = !reading || 'ask' in reading || (slot.anyWords && !takesAll(slot) && said.length <= SHORT);
  if (!mayLack || !isOpen) return false;
  const isShort = said.length <= SHORT_REFUSAL;
  return DONT_HAVE.test(said) || (isShort && (RATHER_NOT.test(said) || turn.skips(turn.state.asking ?? '')));
}

/** 交了两万押金 后面还不知道, asked for a phone number: what isn't known yet goes on with what was told before it. */
function isNotYetOfElse(words: string, { called }: Slot<unknown>): boolean {
  const clauses = cut(words).map(({ at, end }) => words.slice(at, end));
  const unknown = clauses.findIndex((clause) => DONT_HAVE.test(clause) || ASKS['tells-not-yet'].test(clause));
  return unknown > 0 && ASKS['tells-not-yet'].test(clauses[unknown] ?? '') && !called?.test(words);
}

/** Whether what stands to be asked was put more than once. */
const isAskedAgain = ({ state: { put, asking = '' } }: FormTurn): boolean => (put?.[asking] ?? 0) > 1;

async function taken(
  turn: FormTurn,
  asked: string,
  slot: Slot<unknown>,
  reading: NonNullable<Reading<unknown>>,
): Promise<Status> {
  if ('ask' in reading) {
    // What an answer leaves open may be read as any message is: when it was left, and when it was found.
    const found = slot.find && turn.talk.read(slot.find, turn.wordsFor(slot));
    if (found && 'value' in found) return taken(turn, asked, slot, found);
    // 苏B67890, asked for a phone number: it is of another question.
    const beside = await turn.take((name, slot) => name !== asked && turn.isOpen(name) && !takesAll(slot));
    return beside.length > 0 ? goOn(turn, beside) : askAgain(turn, reading.ask);
  }
  const refused = await slot.refuse?.why(reading.value, turn.state.filled);
  if (refused) return askAgain(turn, refused);
  turn.fill(asked, reading.value);
  const others = await turn.take((name) => name !== asked && turn.isOpen(name));
  return goOn(turn, [asked, ...others]);
}
