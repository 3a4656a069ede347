import { SELF_HARM } from '../../services/conversations/handoffs.ts';
import { words as wordsOf } from '../../templates/render.ts';
import type { Comprehension } from '../../understanding/intent-recognizer.ts';
import { BUSINESS, type Intent } from '../../understanding/intents/intents.ts';
import { asksWhetherPaid } from '../../understanding/paid.ts';
import {
  type DistressKind,
  distressIn,
  isAboutSelfHarm,
  wellbeing,
  withoutReassurance,
} from '../../understanding/phrases/distress/distress.ts';
import { ASKS } from '../../understanding/question.ts';
import { SUICIDE, sayGeneral } from '../conversations/ask/say-answer.ts';
import type { Talk } from '../kit/talk.ts';

/** Whether what was heard comes before everything, in the queue too, and makes a conversation urgent. */
export const isInDanger = (understood: Comprehension | undefined): boolean =>
  understood?.distress !== undefined && DANGERS.includes(understood.distress.kind);

const DANGERS: readonly DistressKind[] = ['wish-to-die', 'somebody-else', 'maybe'];

/** Asks about cover, beside what it says of wanting to die. */
const ASKS_OF_COVER = /赔|保险|保单|投保|[寿外疗病车产]险|条款|受益|insur|policy|cover|claim|paid|pay\b|payout/i;
const THE_CLAUSE =
  /^(?:看|查|讲|说)?(?:一下)?(?:看|那个|这个)?条款(?:怎么(?:说|写的?))?$|^(?:show |read )?(?:me )?the (?:clause|wording)$/i;

/** What became of a message, where it was met: nothing more, or that the question asked before it is answered now. */
type Met = 'met' | 'the-clause' | 'the-question' | 'the-matter';

/**
 * Who speaks of wanting to die is answered before anything else is read: the helpline, the emergency numbers, a person
 * with urgency. Nothing is filed, nothing said about payment, and what was in hand isn't asked again. Where it only may
 * be meant, they are asked whether they are all right, and the clause is offered. Returns whether that was the answer, or
 * that what they asked before it is to be answered, which what was said has become then: `the-clause` where they want to
 * hear it, `the-question` where they didn't say whether they are all right, so that the helpline belongs below. Who is
 * well and wanted something else done goes on with that: `the-matter`.
 */
export async function meetDistress(talk: Talk): Promise<Met | undefined> {
  const { areTheyAllRight: asked } = talk.state;
  delete talk.state.areTheyAllRight;
  const { distress, words } = talk.said;
  const isWaiting = talk.services.floor() !== 'bot';
  if (isWaiting && takesItBack(talk)) {
    talk.speakAs('human');
    await talk.say('distress.good-all-the-same');
    return 'met';
  }
  if (distress && DANGERS.includes(distress.kind)) {
    talk.speakAs('human');
    // Asked twice whether they are all right, nobody is sure any more that they are.
    if (distress.kind !== 'maybe' || talk.state.inDanger || asked) {
      await callSomebody(talk, distress.kind === 'somebody-else' ? 'somebody-else' : 'wish-to-die');
      return 'met';
    }
    talk.state.areTheyAllRight = { words };
    const asks = !isWaiting && ASKS_OF_COVER.test(words);
    const actions = asks ? [wordsOf('distress.the-clause', talk.locale)] : [];
    await talk.say('distress.are-you-all-right', { asks }, { actions });
    return 'met';
  }
  // In the queue the bot speaks to nobody but them: it stays with them, whatever they write, until somebody comes.
  if (isWaiting) {
    talk.speakAs('human');
    if (asked) await hearInTheQueue(talk);
    else await talk.say('distress.still-here');
    return 'met';
  }
  return asked && heardOf(talk, asked);
}

type Asked = NonNullable<Talk['state']['areTheyAllRight']>;

/** What comes of the answer to whether they are all right. */
async function heardOf(talk: Talk, asked: Asked): Promise<Met | undefined> {
  const { words, intent, score } = talk.said;
  const asks = ASKS_OF_COVER.test(asked.words);
  const answered = (met: Met): Met => {
    talk.takeAs(asked.words);
    talk.said = { ...talk.said, intent: 'ask' };
    return met;
  };
  if (THE_CLAUSE.test(words)) return answered('the-clause');
  const answer = wellbeing(words);
  // Who won't say whether they are all right may not be.
  if (answer === 'not-well' || intent === 'human' || (answer === 'evades' && !asked.isWell)) {
    talk.speakAs('human');
    await callSomebody(talk, 'wish-to-die');
    return 'met';
  }
  if (answer === 'well') {
    const isMatter = !asked.isWell && talk.state.stack.length === 0 && isAMatter(talk, asked.words);
    const offers = asks && !isMatter;
    talk.speakAs('human');
    if (offers) talk.state.areTheyAllRight = { ...asked, isWell: true };
    await talk.say(
      'distress.good-to-hear',
      { asks: offers },
      { actions: offers ? [wordsOf('distress.the-clause', talk.locale)] : [] },
    );
    if (!isMatter) return 'met';
    talk.takeAs(asked.words);
    return 'the-matter';
  }
  const isAnotherMatter =
    OTHER.includes(intent) && score >= (BUSINESS.includes(intent) ? SURELY_ANOTHER : 1) && !asksWhetherPaid(words);
  if (asked.isWell || isAnotherMatter) return undefined;
  if (asks && talk.state.stack.length === 0) return answered('the-question');
  // Of cover nothing was asked, or a form is open: it goes on with what they say.
  await talk.say('distress.helpline');
  return undefined;
}

/** What comes of it where they wait already: nothing else is answered there. */
async function hearInTheQueue(talk: Talk): Promise<void> {
  const { words, intent } = talk.said;
  const answer = wellbeing(words);
  if (answer === 'well') await talk.say('distress.good-all-the-same');
  else if (answer || intent === 'human') await callSomebody(talk, 'wish-to-die');
  else await talk.say('distress.helpline');
}

/** Whether words want something done, and ask nothing about suicide. */
function isAMatter({ services }: Talk, words: string): boolean {
  const { intent, score } = services.understand(words);
  return intent !== 'ask' && BUSINESS.includes(intent) && score >= SURELY_ANOTHER && !isAboutSelfHarm(words);
}

/** What else they may turn to, and from where on they surely do. */
const OTHER: readonly Intent[] = [...BUSINESS.filter((intent) => intent !== 'ask'), 'cancel', 'help'];
const SURELY_ANOTHER = 0.5;

/**
 * Whether who was taken for wishing to die says that they don't, and nothing else that speaks of danger. Who said it more
 * than once isn't believed at a word.
 */
function takesItBack({ state, said, services }: Talk): boolean {
  if (!state.inDanger || state.inDangerAgain || wellbeing(said.words) !== 'well') return false;
  return !isInDanger(services.understand(withoutReassurance(said.words)));
}

/** Says whom to call, and asks for a person at once. Whoever waits already hears that they are heard. */
async function callSomebody(talk: Talk, whose: 'wish-to-die' | 'somebody-else'): Promise<void> {
  const isAgain = talk.services.floor() !== 'bot' && talk.state.inDanger === true;
  if (isAgain) talk.state.inDangerAgain = true;
  talk.state.inDanger = true;
  await talk.services.handoff(SELF_HARM);
  await talk.say(isAgain ? 'distress.still-here' : `distress.${whose}`);
}

/** What a bereaved customer asks for by itself goes on after the condolence; whatever else they say, a person comes. */
const GOES_ON: readonly Intent[] = ['ask', 'human', 'cancel', 'file-complaint', 'complaint-status'];

/**
 * Who has lost somebody is met with that before anything is asked of them, once in a conversation. With nothing in hand
 * it is taken as the report of a death, which asks nothing and calls a person; who asks about cover, complains or is in
 * the middle of a form hears it first, and is answered. Who saw a stranger's death goes on with their own claim.
 */
export async function meetLoss(talk: Talk): Promise<'bereaved' | undefined> {
  const { distress, intent, words, score } = talk.said;
  const kind = distress?.kind;
  if (kind === 'witnessed' && !talk.state.witnessed) {
    talk.state.witnessed = true;
    talk.speakAs('human');
    await talk.say('distress.witnessed');
  }
  if ((kind !== 'loss' && kind !== 'bereaved') || talk.state.condoled) return undefined;
  const isReporting = talk.state.stack.some(({ dialog }) => dialog === 'report-incident');
  const isPlain = intent === 'ask' && score < 1 && !asksWhetherPaid(words) && !ASKS['after-a-death'].test(words);
  const goesOn = talk.state.stack.length > 0 || (GOES_ON.includes(intent) && !isPlain);
  if (isReporting || !goesOn) {
    talk.said = { ...talk.said, intent: 'report-incident', score: 1, other: undefined };
    return kind === 'bereaved' ? kind : undefined;
  }
  talk.state.condoled = true;
  talk.speakAs('human');
  await talk.say('tone.condolence');
  return undefined;
}

/** The helpline, below an answer to a sober question about suicide or self-harm. */
export async function addHelpline(talk: Talk, asked: string): Promise<void> {
  const kind = distressIn(asked)?.kind;
  // Whose car somebody else fell on asks about the car.
  if (!isAboutSelfHarm(asked) || kind === 'witnessed') return;
  await talk.say(kind === 'bereaved' ? 'distress.helpline-bereaved' : 'distress.helpline');
}

/** The helpline, below an answer that doesn't have it already. */
export async function addMissingHelpline(talk: Talk): Promise<void> {
  if (!isAboutSelfHarm(talk.said.words)) await talk.say('distress.helpline');
}

/** Who asks whether it is paid in the breath in which they tell of a suicide hears the law, after the condolence. */
export async function addTheLaw(talk: Talk): Promise<void> {
  const { distress, words } = talk.said;
  if (
    distress?.kind !== 'bereaved' ||
    !ASKS_OF_COVER.test(words) ||
    !(asksWhetherPaid(words) || ASKS['after-a-death'].test(words))
  )
    return;
  const law = talk.services.knowledge.general.find(({ id }) => id === SUICIDE);
  if (law) await sayGeneral(talk, law, { isUntitled: true });
}
