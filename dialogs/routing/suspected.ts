import { ACT_WORDS } from '../../understanding/acts/act-words.ts';
import { doesInHand } from '../../understanding/acts/in-hand.ts';
import { isIll } from '../../understanding/first-aid.ts';
import { SUBMIT } from '../../understanding/form-words.ts';
import { untruthWished } from '../../understanding/honesty.ts';
import { hasCue, isAboutSelfHarm, tellsWhatTheySay, wellbeing } from '../../understanding/phrases/distress/distress.ts';
import { PRIVACY } from '../../understanding/privacy.ts';
import { THREATENS_US } from '../../understanding/threat-words.ts';
import { SLOTS, type SlotName } from '../../understanding/values/index.ts';
import { yesNo } from '../../understanding/values/yes-no.ts';
import { tellsOfDrink, warningsIn } from '../../understanding/warnings.ts';
import { isBusiness } from '../conversations/index.ts';
import { CERTAINTY } from '../kit/certainty.ts';
import type { Said, Talk } from '../kit/talk.ts';
import type { TalkState } from '../kit/talk-state.ts';
import { isInCare } from './waiting.ts';

/*
 * What comes of a wish to die that is only suspected, by what was learnt and by no list, in the middle of a matter. There
 * people answer, correct, sigh and take their leave, and most of what is suspected was nothing (decision 27).
 */

type Asked = NonNullable<TalkState['areTheyAllRight']>;

/**
 * A message as its suspicion weighs where the talk stands. In the middle of a matter a customer is asked whether they are
 * all right before anybody is called; who tells a fact beside it, or was asked before and had meant nothing, isn't asked for
 * a faint suspicion. What is far beyond the border, or is said by who was in danger before, weighs as it is.
 */
export function weighed(talk: Talk): Talk {
  const { said, state } = talk;
  const { distress, plainly } = said;
  if (!distress?.suspected || !plainly || state.inDanger || isInCare(talk)) return talk;
  // Who threatens us means no harm to themselves.
  if (THREATENS_US.test(said.words)) return talk.taking(withoutSuspicion(said));
  const { suspected, language } = distress;
  // Only whether another one's contract exists, right after such a question.
  if (state.guarded && PRIVACY['yes-or-no'].test(said.words)) return talk.taking(withoutSuspicion(said));
  const isHere = isInHand(state);
  // Who wants something untrue written down says that nobody saw it: it is met as that. So is who wants to hear it all again.
  // Who had a few before an accident, or means to drive after them, tells of that and of nothing else.
  if (isHere && suspected !== 'far' && tellsOfDrink(said.words) && !hasCue(said.words))
    return talk.taking(withoutSuspicion(said));
  if (warningsIn(said.words, state.last?.words ?? '').includes('drink') && !hasCue(said.words))
    return talk.taking(withoutSuspicion(said));
  if (wantsUntruth(said.words) || hearsItBack(said.words)) return talk.taking(withoutSuspicion(said));
  if (suspected !== 'far' && isOfBusiness(talk)) return talk.taking(withoutSuspicion(said));
  // A letter has a sigh somewhere: who tells in it how they are reached is asked for what is plain.
  const mayBeSigh = isHere || said.words.length >= LETTER;
  // Of others nothing is suspected in a matter without a word that speaks of it; nor of who tells of an illness.
  const isOfOthers = distress.kind === 'somebody-else' || (suspected === 'faintly' && tellsWhatTheySay(said.words));
  const isOfNobody = isOfOthers ? isOfMatter(talk) : suspected !== 'far' && isIll(said.words);
  if (isOfNobody && !hasCue(said.words)) return talk.taking(withoutSuspicion(said));
  if (suspected === 'faintly' && (state.allRight || (mayBeSigh && tellsAFact(talk))))
    return talk.taking(withoutSuspicion(said));
  if (suspected === 'surely' && isHere)
    return talk.taking({ ...withoutSuspicion(said), distress: { kind: 'maybe', language, suspected }, plainly });
  return talk;
}

const hearsItBack = (words: string): boolean => ACT_WORDS['hears-it-back'].test(words) && !hasCue(words);
const wantsUntruth = (words: string): boolean => untruthWished(words, false) !== undefined && !hasCue(words);

/** A message that goes on with the matter in hand, and has no word of self-harm. Who only tells what happened may mean more. */
const isOfBusiness = ({ said: { words } }: Talk): boolean =>
  !isAboutSelfHarm(words) && doesInHand(words, 'submits', 'submits-if-whole', 'shows', 'asks-left', 'takes-up');

/** It is of a matter: one is in hand, was put down or submitted, or the message wants one. */
const isOfMatter = ({ state, said }: Talk): boolean => {
  const { intent, score } = said.plainly ?? said;
  return isInHand(state) || state.dropped !== undefined || (isBusiness(intent) && score >= CERTAINTY.ofItsOwn);
};

/** A matter is being taken down, or was handed in before. */
const isInHand = ({ stack, handedIn }: TalkState): boolean => stack.length > 0 || handedIn !== undefined;

/** Nobody writes as much who tells one thing. */
const LETTER = 400;

/** What nobody gives who has given up. A time, a place or an amount may belong to what they mean to do. */
const FACTS = ['phone', 'e-mail', 'id-card', 'bank-card', 'plate', 'policy-number'] satisfies SlotName[];

const tellsAFact = (talk: Talk): boolean =>
  FACTS.some((name) => {
    const reading = talk.read<unknown>(SLOTS[name].find);
    // Two numbers are as good as one.
    return reading !== undefined && ('value' in reading || talk.said.words.length >= LETTER);
  });

/** The message for which somebody was asked whether they are all right, as it is taken now that nothing was meant by it. */
export function takenAgain(talk: Talk, { words, entry = talk.said.entryId }: Asked): Said {
  return { ...withoutSuspicion(talk.saidAs(words)), entryId: entry };
}

const CLAUSE = /(?<=[，,。！!？?；;\n]|\. )/u;

/**
 * What they say now beside that they are all right, as a message of its own; none where there is nothing. Nor a yes: a
 * question that it would answer has only just been put, and nobody has read it yet.
 */
export function saidBeside(talk: Talk): Said[] {
  const { words } = talk.said;
  const clauses = words.split(CLAUSE);
  const rest = clauses.filter((clause) => wellbeing(clause) !== 'well');
  const more = rest.join('').trim();
  if (!/[\p{L}\p{N}]/u.test(more) || SUBMIT.test(more)) return [];
  const isYes = talk.read(yesNo, more);
  if (isYes && 'value' in isYes && isYes.value) return [];
  return [rest.length === clauses.length ? talk.said : { ...talk.saidAs(more), text: more }];
}

/** What was understood beside a suspicion, and beside what a list heard that only may be meant. */
function withoutSuspicion({ plainly, ...said }: Said): Said {
  const { distress, ...plain } = plainly ?? said;
  const { distress: _, ...rest } = said;
  return { ...rest, ...plain, ...(distress && distress.kind !== 'maybe' ? { distress } : {}) };
}
