import { SELF_HARM } from '../../services/conversations/handoffs.ts';
import { acknowledges } from '../../understanding/acknowledges.ts';
import { LEAVING } from '../../understanding/leaving.ts';
import { phrases } from '../../understanding/phrases/phrases.ts';
import { dialogNamed, type Intent, isBusiness } from '../conversations/index.ts';
import { CERTAINTY } from '../kit/certainty.ts';
import { nameFor } from '../kit/names.ts';
import type { Talk, Wish } from '../kit/talk.ts';
import { afterSubmitting, meantIn } from './after-submitting.ts';
import { answerUnderstanding } from './confirm-explained.ts';
import { withdrawConsent } from './consent.ts';
import { followUp } from './follow-up.ts';
import { meetIdentity } from './identity.ts';
import { aboutOwnCases } from './own-cases.ts';
import { questionOfWording } from './question-told-as-report.ts';
import { begin, leave, resume } from './stack.ts';
import { takePlace, withoutWords } from './without-words.ts';

const QUEUE = phrases('queue', ['leaves', 'asks']);

/** How sure what they say has to be to be no more than a look whether anybody is there. */
const LOOKS: Partial<Record<string, number>> = {
  human: CERTAINTY.ofItsOwn,
  greeting: CERTAINTY.byRule,
} satisfies Partial<Record<Intent, number>>;

/** Whether the customer waits for a person. */
export const isWaiting = (talk: Talk): boolean => talk.services.floor() === 'queue';

/** Whether they wait because their life is in danger: then the bot stays with them, and answers nothing else. */
export const isInCare = ({ services }: Talk): boolean => services.place()?.reason === SELF_HARM.reason;

/**
 * Answers who waits for a person: only an agent silences the bot (decision 0038). They may leave the queue, ask how long
 * it takes, ask anything else, go on with what is in hand; what else they tell is kept, and they hear that it is.
 */
export async function answerWaiting(talk: Talk): Promise<void> {
  if ((await takePlace(talk)) || (await aboutOwnCases(talk)) || (await meetIdentity(talk))) return;
  for (const met of [withdrawConsent, withoutWords, leaveQueue, tellPlace, followUp, answerUnderstanding, goOnWaiting])
    if (await met(talk)) return;
  const { state, services } = talk;
  // Nobody in danger, hurt or bereaved has to finish a form: what they say is of what they are in.
  const top = services.place()?.urgency === 0 ? state.stack.at(-1) : undefined;
  const dialog = top && dialogNamed(top.dialog, services);
  if (top && dialog) {
    talk.speakAs(top.dialog);
    const status = await dialog.continue(talk, top);
    if (status !== 'declined') return leave(talk, top, status);
  }
  const wish = await wishBeside(talk);
  if (wish) return begin(talk, wish);
  if (!top && (await afterSubmitting(talk))) return;
  if (top) await dialog?.note?.(talk, top);
  else await services.cases.note({ words: talk.said.text, entry: talk.said.entryId, by: 'customer' }, meantIn(talk));
  talk.speakAs('human');
  await talk.say('human.noted');
}

/** They don't want a person any more: the bot goes on with what is in hand. */
async function leaveQueue(talk: Talk): Promise<boolean> {
  const said = talk.said.words.trim();
  // Who is hurt or in danger loses no place by a sigh, and who spoke of wanting to die by nothing.
  const isUrgent = talk.services.place()?.urgency !== 0;
  const leaves = [QUEUE.leaves, ...(isUrgent ? [] : [LEAVING.cancel, LEAVING.sighs, LEAVING['not-needed']])];
  if (isInCare(talk) || !leaves.some((words) => words.test(said))) return false;
  talk.services.leaveQueue();
  delete talk.state.handedIn;
  talk.speakAs('human');
  const top = talk.state.stack.at(-1);
  await talk.say('human.left', { matter: top ? nameFor(top.dialog, talk.locale) : '' });
  await resume(talk);
  return true;
}

/** Where they stand, where they ask for it, or whether anybody is there. */
async function tellPlace(talk: Talk): Promise<boolean> {
  const { intent, score, words } = talk.said;
  const isLooking = score >= (LOOKS[intent] ?? Number.POSITIVE_INFINITY);
  if (!isLooking && !QUEUE.asks.test(words)) return false;
  talk.speakAs('human');
  const before = await talk.services.waitingBefore();
  await talk.say('human.still-waiting', { before, place: before + 1, one: before === 1 });
  return true;
}

/** 好的, 嗯: they wait on, unless a question of ours stands, which these may answer. */
async function goOnWaiting(talk: Talk): Promise<boolean> {
  const isThanks = talk.said.intent === 'thanks' && talk.said.score >= CERTAINTY.ofItsOwn;
  if (talk.state.stack.length > 0 || !(isThanks || acknowledges(talk.said.words))) return false;
  talk.speakAs('human');
  await talk.say('human.waiting-on');
  return true;
}

/** What a message clearly wants beside the person: more of what was handed in already is no matter of its own. */
async function wishBeside(talk: Talk): Promise<Wish | undefined> {
  const { intent, score } = talk.said;
  const isWanted = score >= (isBusiness(intent) ? CERTAINTY.ofItsOwn : CERTAINTY.byRule) && intent !== 'out-of-scope';
  if (isWanted && intent !== talk.state.handedIn && !talk.state.stack.some(({ dialog }) => dialog === intent))
    return talk.wish;
  return questionOfWording(talk);
}
