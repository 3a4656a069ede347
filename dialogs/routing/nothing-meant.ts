import { ACT_WORDS } from '../../understanding/acts/act-words.ts';
import { doesInHand } from '../../understanding/acts/in-hand.ts';
import { COURSE } from '../../understanding/course.ts';
import { isIll } from '../../understanding/first-aid.ts';
import { untruthWished } from '../../understanding/honesty.ts';
import {
  hasCue,
  isAboutSelfHarm,
  type Suspicious,
  tellsWhatTheySay,
} from '../../understanding/phrases/distress/distress.ts';
import { PRIVACY } from '../../understanding/privacy.ts';
import { THREATENS_US } from '../../understanding/threat-words.ts';
import { SLOTS, type SlotName } from '../../understanding/values/index.ts';
import { tellsOfDrink, warningsIn } from '../../understanding/warnings.ts';
import { isBusiness } from '../conversations/index.ts';
import { CERTAINTY } from '../kit/certainty.ts';
import type { Talk } from '../kit/talk.ts';
import type { TalkState } from '../kit/talk-state.ts';

/*
 * Why nothing is meant by what sounds like a wish to die: in the middle of a matter people answer, correct, sigh and take
 * their leave, and most of what is suspected there was nothing (decision 27).
 */

/** Who drove on after hitting somebody was told what to do. */
const DROVE_ON = 'care.drove-on';

/** How far beyond the border a suspicion is. */
const HOW: readonly Suspicious[] = ['faintly', 'surely', 'far'];

/** Why nothing is meant by what sounds like a wish to die. */
export interface Reason {
  name: string;
  /** What is suspected further beyond the border stands all the same. */
  upTo: Suspicious;
  /** It stands all the same where a word speaks of self-harm. */
  unlessCue: boolean;
  /** `in-hand`: a matter is being taken down, or was handed in; `letter`: there, or in a long message. */
  where: 'anywhere' | 'in-hand' | 'letter';
  holds: (talk: Talk) => boolean;
}

const over = (holds: (words: string, talk: Talk) => boolean) => (talk: Talk) => holds(talk.said.words, talk);

/** Every reason why a suspicion is dropped. None of them holds for who was in danger before. */
export const REASONS: readonly Reason[] = [
  /* Who threatens us means no harm to themselves. */
  {
    name: 'threat',
    upTo: 'far',
    unlessCue: false,
    where: 'anywhere',
    holds: over((words) => THREATENS_US.test(words)),
  },
  /* Only whether another one's contract exists, right after such a question. */
  {
    name: 'guarded',
    upTo: 'far',
    unlessCue: false,
    where: 'anywhere',
    holds: over((words, { state }) => state.guarded !== undefined && PRIVACY['yes-or-no'].test(words)),
  },
  /* Who wants something untrue written down says that nobody saw it: it is met as that. */
  { name: 'untruth', upTo: 'far', unlessCue: true, where: 'anywhere', holds: over((words) => wantsUntruth(words)) },
  {
    name: 'read-back',
    upTo: 'far',
    unlessCue: true,
    where: 'anywhere',
    holds: over((words) => ACT_WORDS['hears-it-back'].test(words)),
  },
  /* Who had a few before an accident, or means to drive after them, tells of that and of nothing else. */
  { name: 'drink', upTo: 'surely', unlessCue: true, where: 'in-hand', holds: over(tellsOfDrink) },
  {
    name: 'drive-after-drink',
    upTo: 'far',
    unlessCue: true,
    where: 'anywhere',
    holds: over((words, { state }) => warningsIn(words, state.last?.words ?? '').includes('drink')),
  },
  /* Who drove on after hitting somebody is afraid of what comes; who stands beside a burning car, or is being swindled, too. */
  { name: 'peril', upTo: 'far', unlessCue: true, where: 'anywhere', holds: ({ said }) => said.peril !== undefined },
  {
    name: 'drove-on',
    upTo: 'surely',
    unlessCue: true,
    where: 'anywhere',
    holds: ({ state }) => (state.advised ?? []).includes(DROVE_ON),
  },
  /* It goes on with the matter in hand, or is of how that goes on. Who only tells what happened may mean more. */
  { name: 'business', upTo: 'surely', unlessCue: false, where: 'anywhere', holds: over(isOfBusiness) },
  {
    name: 'call',
    upTo: 'far',
    unlessCue: true,
    where: 'in-hand',
    holds: over((words) => COURSE['of-a-call'].test(words)),
  },
  {
    name: 'place',
    upTo: 'surely',
    unlessCue: true,
    where: 'anywhere',
    holds: over((words) => COURSE['of-a-place'].test(words)),
  },
  {
    name: 'goes-on',
    upTo: 'surely',
    unlessCue: true,
    where: 'anywhere',
    holds: over((words) => COURSE['goes-on'].test(words)),
  },
  {
    name: 'other-side',
    upTo: 'surely',
    unlessCue: true,
    where: 'in-hand',
    holds: over((words) => COURSE['other-side'].test(words)),
  },
  /* Of others nothing is suspected in a matter without a word that speaks of it; nor of who tells of an illness. */
  {
    name: 'others',
    upTo: 'far',
    unlessCue: true,
    where: 'anywhere',
    holds: (talk) => isOfOthers(talk) && isOfMatter(talk),
  },
  {
    name: 'illness',
    upTo: 'surely',
    unlessCue: true,
    where: 'anywhere',
    holds: (talk) => !isOfOthers(talk) && isIll(talk.said.words),
  },
  /* They were asked before, and had meant nothing. */
  {
    name: 'all-right',
    upTo: 'faintly',
    unlessCue: false,
    where: 'anywhere',
    holds: ({ state }) => state.allRight === true,
  },
  /* A letter has a sigh somewhere: who tells in it how they are reached is asked for what is plain. */
  { name: 'fact', upTo: 'faintly', unlessCue: false, where: 'letter', holds: tellsAFact },
];

/** Why nothing is meant by what is suspected of a message; undefined where it stands. */
export function reasonAgainst(talk: Talk): string | undefined {
  const { words, distress } = talk.said;
  const how = HOW.indexOf(distress?.suspected ?? 'far');
  const isHere = isInHand(talk.state);
  const isThere = { anywhere: true, 'in-hand': isHere, letter: isHere || words.length >= LETTER };
  let isCue: boolean | undefined;
  return REASONS.find(({ upTo, unlessCue, where, holds }) => {
    if (how > HOW.indexOf(upTo) || !isThere[where] || !holds(talk)) return false;
    isCue ??= hasCue(words);
    return !unlessCue || !isCue;
  })?.name;
}

function wantsUntruth(words: string): boolean {
  return untruthWished(words, false) !== undefined;
}

/** Who it is suspected of is somebody else, or it is told what they say. */
const isOfOthers = ({ said: { words, distress } }: Talk): boolean =>
  distress?.kind === 'somebody-else' || (distress?.suspected === 'faintly' && tellsWhatTheySay(words));

/** A message that goes on with the matter in hand, and has no word of self-harm. */
function isOfBusiness(words: string): boolean {
  return !isAboutSelfHarm(words) && doesInHand(words, 'submits', 'submits-if-whole', 'shows', 'asks-left', 'takes-up');
}

/** It is of a matter: one is in hand, was put down or submitted, or the message wants one. */
const isOfMatter = ({ state, said }: Talk): boolean => {
  const { intent, score } = said.plainly ?? said;
  return isInHand(state) || state.dropped !== undefined || (isBusiness(intent) && score >= CERTAINTY.ofItsOwn);
};

/** A matter is being taken down, or was handed in before. */
export const isInHand = ({ stack, handedIn }: TalkState): boolean => stack.length > 0 || handedIn !== undefined;

/** Nobody writes as much who tells one thing. */
const LETTER = 400;

/** What nobody gives who has given up. A time, a place or an amount may belong to what they mean to do. */
const FACTS = ['phone', 'e-mail', 'id-card', 'bank-card', 'plate', 'policy-number'] satisfies SlotName[];

function tellsAFact(talk: Talk): boolean {
  return FACTS.some((name) => {
    const reading = talk.read<unknown>(SLOTS[name].find);
    // Two numbers are as good as one.
    return reading !== undefined && ('value' in reading || talk.said.words.length >= LETTER);
  });
}
