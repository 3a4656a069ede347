import { SELF_HARM } from '../services/handoffs.ts';
import { words as wordsOf } from '../templates/render.ts';
import type { Talk } from './kit/talk.ts';
import { type DistressKind, distressIn, isAboutSelfHarm, wellbeing } from './understand/distress/distress.ts';
import type { Intent } from './understand/intents.ts';
import { asksWhetherPaid } from './understand/paid.ts';
import type { Understood } from './understand/understand.ts';

/** Whether what was heard comes before everything, in the queue too, and makes a conversation urgent. */
export const isInDanger = (understood: Understood | undefined): boolean =>
  understood?.distress !== undefined && DANGERS.includes(understood.distress.kind);

const DANGERS: readonly DistressKind[] = ['wish-to-die', 'somebody-else', 'maybe'];

/** Asks about cover, beside what it says of wanting to die. */
const ASKS_OF_COVER = /赔|保险|保单|条款|理赔|受益|insur|policy|cover|claim|paid|pay\b|payout/i;
const THE_CLAUSE =
  /^(?:看|查|讲|说)?(?:一下)?(?:看|那个|这个)?条款(?:怎么(?:说|写的?))?$|^(?:show |read )?(?:me )?the (?:clause|wording)$/i;

/**
 * Who speaks of wanting to die is answered before anything else is read: the helpline, the emergency numbers, a person
 * with urgency. Nothing is filed, nothing said about payment, and what was in hand isn't asked again. Where it only may
 * be meant, they are asked whether they are all right, and the clause is offered. Returns whether that was the answer, or
 * that they want to hear the clause now, which what was said has become then.
 */
export async function meetDistress(talk: Talk): Promise<'met' | 'the-clause' | undefined> {
  const { areTheyAllRight: asked } = talk.state;
  delete talk.state.areTheyAllRight;
  const { distress, words } = talk.said;
  const isWaiting = talk.desk.floor() !== 'bot';
  if (distress && DANGERS.includes(distress.kind)) {
    talk.speakAs('human');
    // Asked twice whether they are all right, nobody is sure any more that they are.
    if (distress.kind !== 'maybe' || isWaiting || asked) {
      await callSomebody(talk, distress.kind === 'somebody-else' ? 'somebody-else' : 'wish-to-die');
      return 'met';
    }
    talk.state.areTheyAllRight = { words };
    const asks = ASKS_OF_COVER.test(words);
    const actions = asks ? [wordsOf('distress.the-clause', talk.locale)] : [];
    await talk.say('distress.are-you-all-right', { asks }, { actions });
    return 'met';
  }
  // In the queue the bot speaks to nobody but them: it stays with them, whatever they write, until somebody comes.
  if (isWaiting) {
    talk.speakAs('human');
    await talk.say('distress.still-here');
    return 'met';
  }
  if (!asked) return undefined;
  if (THE_CLAUSE.test(words)) {
    talk.takeAs(asked.words);
    talk.said = { ...talk.said, intent: 'ask' };
    return 'the-clause';
  }
  const answer = wellbeing(words);
  if (answer === 'not-well' || talk.said.intent === 'human') {
    talk.speakAs('human');
    await callSomebody(talk, 'wish-to-die');
    return 'met';
  }
  if (answer !== 'well') return undefined;
  talk.speakAs('human');
  const asks = ASKS_OF_COVER.test(asked.words);
  if (asks) talk.state.areTheyAllRight = asked;
  await talk.say(
    'distress.good-to-hear',
    { asks },
    { actions: asks ? [wordsOf('distress.the-clause', talk.locale)] : [] },
  );
  return 'met';
}

/** Says whom to call, and asks for a person at once. Whoever waits already hears that they are heard. */
async function callSomebody(talk: Talk, whose: 'wish-to-die' | 'somebody-else'): Promise<void> {
  const isAgain = talk.desk.floor() !== 'bot' && talk.state.inDanger === true;
  talk.state.inDanger = true;
  await talk.desk.handoff(SELF_HARM);
  await talk.say(isAgain ? 'distress.still-here' : `distress.${whose}`);
}

/** What a bereaved customer asks for by itself goes on after the condolence; whatever else they say, a person comes. */
const GOES_ON: readonly Intent[] = ['ask', 'human', 'cancel', 'file-complaint', 'complaint-status'];

/**
 * Who has lost somebody is met with that before anything is asked of them, once in a conversation. With nothing in hand
 * it is taken as the report of a death, which asks nothing and calls a person; who asks about cover, complains or is in
 * the middle of a form hears it first, and is answered. Who saw a stranger's death goes on with their own claim.
 */
export async function meetLoss(talk: Talk): Promise<void> {
  const { distress, intent, words, score } = talk.said;
  const kind = distress?.kind;
  if (kind === 'witnessed' && !talk.state.witnessed) {
    talk.state.witnessed = true;
    talk.speakAs('human');
    await talk.say('distress.witnessed');
  }
  if ((kind !== 'loss' && kind !== 'bereaved') || talk.state.condoled) return;
  const isReporting = talk.state.stack.some(({ dialog }) => dialog === 'report-incident');
  const isPlain = intent === 'ask' && score < 1 && !asksWhetherPaid(words) && !ASKS.test(words);
  const goesOn = talk.state.stack.length > 0 || (GOES_ON.includes(intent) && !isPlain);
  if (isReporting || !goesOn) {
    talk.said = { ...talk.said, intent: 'report-incident', score: 1, other: undefined };
    return;
  }
  talk.state.condoled = true;
  talk.speakAs('human');
  await talk.say('tone.condolence');
}

const ASKS =
  /[?？]|吗|呢|怎么|什么|多少|多久|哪|能不能|要不要|可不可以|\b(?:how|what|when|where|which|who|can|could|do i|does|is there|should)\b/i;

/** The helpline, below an answer to a sober question about suicide or self-harm. */
export async function addHelpline(talk: Talk, asked: string): Promise<void> {
  // Whose car somebody else fell on asks about the car.
  if (isAboutSelfHarm(asked) && distressIn(asked)?.kind !== 'witnessed') await talk.say('distress.helpline');
}
