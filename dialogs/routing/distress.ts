import { SELF_HARM } from '../../services/conversations/handoffs.ts';
import { words as wordsOf } from '../../templates/render.ts';
import { acknowledges } from '../../understanding/acknowledges.ts';
import { ASKS_FOR_THE_CLAUSE, ASKS_OF_COVER } from '../../understanding/asking.ts';
import { dangerOf } from '../../understanding/hurt.ts';
import type { Comprehension } from '../../understanding/intent-recognizer.ts';
import { asksWhetherPaid } from '../../understanding/paid.ts';
import {
  type DistressKind,
  denies,
  goesAfterThem,
  isAboutSelfHarm,
  isHighUp,
  isSafeNow,
  isSomebodyNear,
  wellbeing,
  withoutReassurance,
  wonders,
} from '../../understanding/phrases/distress/distress.ts';
import { CONVERSATIONS, dialogNamed, isBusiness } from '../conversations/index.ts';
import { CERTAINTY } from '../kit/certainty.ts';
import { wordsFor } from '../kit/danger.ts';
import { opensIn } from '../kit/queue.ts';
import type { Said, Talk, Wish } from '../kit/talk.ts';
import type { TalkState } from '../kit/talk-state.ts';
import { goesOnWithIt, meetAfterwards, sayStillHere, stayWith } from './in-care.ts';
import { saidBeside, takenAgain } from './suspected.ts';
import { isInCare } from './waiting.ts';

/** Whether what was heard comes before everything, in the queue too, and makes a conversation urgent. */
export const isInDanger = (understood: Comprehension | undefined): boolean =>
  understood?.distress !== undefined && DANGERS.includes(understood.distress.kind);

/**
 * Whether somebody who may want to die is being met: they were asked whether they are all right, or told whom to call.
 * What they say then is heard by the desk alone, whatever anybody proposes.
 */
export const isBeingMet = ({ areTheyAllRight, inDanger }: Partial<TalkState>): boolean =>
  areTheyAllRight !== undefined || inDanger === true;

const DANGERS: readonly DistressKind[] = ['wish-to-die', 'somebody-else', 'maybe'];

/** What became of a message that was met. */
export interface Met {
  /** What they said before it, which is answered now. */
  wish?: Wish;
  /** They didn't say whether they are all right: the helpline belongs below the answer. */
  isOpen?: true;
  /** Nothing was meant: the matter goes on with what they had said, and then with what they say now. */
  goesOn?: Said[];
}

/**
 * Who speaks of wanting to die is answered before anything else is read: the helpline, the emergency numbers, a person
 * with urgency. Nothing is filed, nothing said about payment, and what was in hand isn't asked again. Where it only may
 * be meant, they are asked whether they are all right, and the clause is offered. Returns what became of the message, where
 * that was the answer: who is well, or doesn't say, goes on with what they wanted before it. Undefined for any other one.
 */
export async function meetDistress(talk: Talk): Promise<Met | undefined> {
  const { areTheyAllRight: asked } = talk.state;
  delete talk.state.areTheyAllRight;
  const { distress, words } = talk.said;
  const isWaiting = talk.services.floor() !== 'bot';
  if (isWaiting && takesItBack(talk)) {
    // What they want done goes on, with somebody on the way all the same.
    talk.state.tookItBack = true;
    talk.speakAs('human');
    await talk.say('distress.good-all-the-same');
    const beside = saidBeside(talk).at(-1);
    return beside && goesOnWithIt(talk.taking(beside)) ? { goesOn: [beside] } : {};
  }
  if (asked && isSafeNow(words) && (!distress || distress.suspected)) return outOfIt(talk, asked);
  const kind = dangerHeard(talk);
  if (kind) {
    const high = isHighUp(words);
    talk.speakAs('human');
    // Asked twice whether they are all right, nobody is sure any more that they are; nor of who has lost somebody.
    const isGrave = !distress?.suspected && talk.state.condoled;
    if (kind !== 'maybe' || talk.state.inDanger || asked || talk.state.allRight || isGrave) {
      if (high) await talk.say('distress.come-inside');
      await callSomebody(talk, kind === 'somebody-else' ? 'somebody-else' : 'wish-to-die');
      return {};
    }
    const suspected = distress?.suspected;
    talk.state.areTheyAllRight = { words, entry: talk.said.entryId, ...(suspected ? { suspected: true } : {}) };
    const asks = !suspected && !isWaiting && ASKS_OF_COVER.test(words);
    const actions = asks ? [wordsOf('distress.the-clause', talk.locale)] : [];
    if (high) await talk.say('distress.come-inside');
    await talk.say('distress.are-you-all-right', { asks }, { actions });
    return {};
  }
  // It stays with them, whatever they write, until somebody comes.
  if (isWaiting && !asked && isInCare(talk) && !talk.state.tookItBack) {
    talk.speakAs('human');
    const danger = dangerOf(words);
    if (danger) {
      await talk.say(wordsFor(danger));
      await sayStillHere(talk);
      return {};
    }
    return (await stayWith(talk)) ? {} : undefined;
  }
  await meetAfterwards(talk);
  if (isWaiting) return asked && hearInTheQueue(talk, asked);
  return asked && heardOf(talk, asked);
}

/**
 * What is heard of a danger, by the words alone or by what is known: who has lost somebody and speaks of going after them
 * wants to; who sits high up may.
 */
function dangerHeard({ state, said: { distress, words } }: Talk): DistressKind | undefined {
  // What is only suspected beside plain words that they are out of it is what they tell of the night.
  if (distress?.suspected && state.inDanger && isSafeNow(words)) return undefined;
  if (distress && DANGERS.includes(distress.kind)) return distress.kind;
  const isBereaved = state.condoled === true || distress?.kind === 'loss' || distress?.kind === 'bereaved';
  if (isBereaved && goesAfterThem(words)) return 'wish-to-die';
  return isHighUp(words) ? 'maybe' : undefined;
}

type Asked = NonNullable<Talk['state']['areTheyAllRight']>;

/** Who was asked whether they are all right, and tells that they are out of it, is met warmly; then it goes on. */
async function outOfIt(talk: Talk, asked: Asked): Promise<Met> {
  talk.state.allRight = true;
  talk.speakAs('human');
  await talk.say('distress.safe-now', { near: isSomebodyNear(talk.said.words) });
  if (goesOnWithIt(talk)) return { goesOn: [talk.said] };
  return asked.suspected ? goOn(talk, asked, []) : {};
}

/** What comes of the answer to whether they are all right. */
async function heardOf(talk: Talk, asked: Asked): Promise<Met | undefined> {
  const { words, intent } = talk.said;
  const asks = !asked.suspected && ASKS_OF_COVER.test(asked.words);
  const question = (): Wish => ({ intent: 'ask', said: { ...talk.saidAs(asked.words), intent: 'ask' } });
  if (ASKS_FOR_THE_CLAUSE.test(words)) return { wish: question() };
  if (asked.suspected && wonders(words)) return goOn(talk, asked, []);
  const answer = wellbeing(words);
  // Who won't say whether they are all right may not be.
  if (answer === 'not-well' || intent === 'human' || (answer === 'evades' && !asked.isWell)) {
    talk.speakAs('human');
    await callSomebody(talk, 'wish-to-die');
    return {};
  }
  const hasMatter = talk.state.stack.length > 0;
  if (answer === 'well') {
    const isMatter = !asked.isWell && !hasMatter && isAMatter(talk, asked.words);
    const offers = asks && !isMatter;
    talk.speakAs('human');
    if (offers) talk.state.areTheyAllRight = { ...asked, isWell: true };
    await talk.say(
      'distress.good-to-hear',
      { asks: offers },
      { actions: offers ? [wordsOf('distress.the-clause', talk.locale)] : [] },
    );
    if (asked.suspected || (hasMatter && !offers)) return goOn(talk, asked);
    return isMatter ? { wish: talk.taking(talk.saidAs(asked.words)).wish } : {};
  }
  if (asked.isWell) return undefined;
  if (isAnotherMatter(talk)) {
    await noteOf(talk, asked);
    return undefined;
  }
  if (asked.suspected) return goOn(talk, asked);
  if (asks && !hasMatter) return { wish: question(), isOpen: true };
  // Of cover nothing was asked, or a form is open: it goes on with what they say.
  await talk.say('distress.helpline');
  return hasMatter && !asks ? goOn(talk, asked) : undefined;
}

/** Nothing was meant. */
function goOn(talk: Talk, asked: Asked, beside: Said[] = saidBeside(talk)): Met {
  talk.state.allRight = true;
  return { goesOn: [takenAgain(talk, asked), ...beside] };
}

/** Keeps what they had said beside the matter in hand, where they turn to another one. */
async function noteOf(talk: Talk, asked: Asked): Promise<void> {
  const top = talk.state.stack.at(-1);
  if (top) await dialogNamed(top.dialog, talk.services)?.note?.(talk.taking(takenAgain(talk, asked)), top);
}

/** Whether they clearly turn to something else. */
function isAnotherMatter({ state, said: { words, intent, score } }: Talk): boolean {
  const least = isBusiness(intent) ? CERTAINTY.ofItsOwn : CERTAINTY.byRule;
  const isInHand = state.stack.some(({ dialog }) => dialog === intent);
  return OTHER.includes(intent) && !isInHand && score >= least && !asksWhetherPaid(words);
}

/** What comes of it where they wait already: who says something else hears where help is, and is answered. */
async function hearInTheQueue(talk: Talk, asked: Asked): Promise<Met | undefined> {
  const { words, intent } = talk.said;
  const answer = wellbeing(words);
  const isOpen = asked.suspected && !isInCare(talk);
  talk.speakAs('human');
  if (isOpen && wonders(words)) return goOn(talk, asked, []);
  if (answer === 'well') {
    await talk.say('distress.good-all-the-same');
    return isOpen ? goOn(talk, asked) : {};
  }
  if (answer || intent === 'human') await callSomebody(talk, 'wish-to-die');
  else if (isOpen) return goOn(talk, asked);
  else {
    await talk.say('distress.helpline');
    return isInCare(talk) ? {} : undefined;
  }
  return {};
}

/** Whether words want something done, and ask nothing about suicide. */
function isAMatter({ services }: Talk, words: string): boolean {
  const { intent, score } = services.understand(words);
  return intent !== 'ask' && isBusiness(intent) && score >= CERTAINTY.ofItsOwn && !isAboutSelfHarm(words);
}

/** What else they may turn to. */
const OTHER: readonly string[] = [
  ...CONVERSATIONS.filter(({ intent, business }) => business && intent !== 'ask').map(({ intent }) => intent),
  'cancel',
  'help',
];

/**
 * Whether who was taken for wishing to die says that they don't, and nothing else that speaks of danger. Who said it more
 * than once isn't believed at a word, but where they deny it outright.
 */
function takesItBack({ state, said, services }: Talk): boolean {
  if (!state.inDanger || wellbeing(said.words) !== 'well' || acknowledges(said.words)) return false;
  if (state.inDangerAgain && !denies(said.words)) return false;
  return !isInDanger(services.understand(withoutReassurance(said.words)));
}

/** Says whom to call, and asks for a person at once. Whoever waits already hears that they are heard. */
async function callSomebody(talk: Talk, whose: 'wish-to-die' | 'somebody-else'): Promise<void> {
  const isAgain = talk.services.floor() !== 'bot' && talk.state.inDanger === true;
  if (isAgain) talk.state.inDangerAgain = true;
  talk.state.inDanger = true;
  delete talk.state.tookItBack;
  talk.state.advised = (talk.state.advised ?? []).filter((one) => !one.startsWith('distress.'));
  await talk.services.handoff(SELF_HARM);
  if (isAgain) return sayStillHere(talk);
  await talk.say(`distress.${whose}`);
  const attending = await talk.services.attending();
  if (!attending.there) await talk.say('distress.nobody-here', { opens: opensIn(talk, attending) });
}
