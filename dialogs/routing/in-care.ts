import { doesInHand } from '../../understanding/acts/in-hand.ts';
import { CALL_BACK_NUMBER, callWished } from '../../understanding/call-back-words.ts';
import { tellsOfIncident } from '../../understanding/incident.ts';
import { askedIn, WHETHER_PAID } from '../../understanding/meanwhile/asked-in.ts';
import { asksWhetherPaid } from '../../understanding/paid.ts';
import {
  isAboutSelfHarm,
  isSafeNow,
  isSomebodyNear,
  wellbeing,
} from '../../understanding/phrases/distress/distress.ts';
import { SLOTS, type SlotName } from '../../understanding/values/index.ts';
import { type Intent, isBusiness } from '../conversations/index.ts';
import { CERTAINTY } from '../kit/certainty.ts';
import { matterInHand } from '../kit/matter.ts';
import { opensIn } from '../kit/queue.ts';
import type { Talk } from '../kit/talk.ts';

/*
 * Who is stayed with because their life may be in danger, and goes on with what they came for. Somebody is on the way
 * all the same: what they tell, ask and want done is heard as anybody's, below one sentence that doesn't leave them alone.
 */

/** What nobody gives who has given up. A time, a place or an amount may belong to what they mean to do. */
const HARD_FACTS = ['phone', 'e-mail', 'id-card', 'bank-card', 'plate', 'policy-number'] satisfies SlotName[];

/** Who may be setting their affairs in order changes or ends no contract by the desk: a person looks first. */
const WAITS_FOR_A_PERSON: readonly string[] = [
  'change-policy',
  'policy-rights',
  'transfer-policy',
  'human',
] satisfies Intent[];

/** Asked of nothing that is in hand, they are asked of who comes. */
const OF_A_MATTER: readonly string[] = ['how-long', 'when-contact', 'what-next'];

/** Whether a message gives a number or the like. */
export const givesNumber = (talk: Talk): boolean =>
  HARD_FACTS.some((name) => {
    const reading = talk.read<unknown>(SLOTS[name].find);
    return reading !== undefined && 'value' in reading;
  });

/** Whether who is stayed with goes on with a matter: tells of it, asks how it goes, wants it done. */
export function goesOnWithIt(talk: Talk): boolean {
  const { words, intent, score } = talk.said;
  if (isAboutSelfHarm(words)) return false;
  if (givesNumber(talk)) return true;
  if (callWished(words) !== null || CALL_BACK_NUMBER['not-before'].test(words)) return true;
  const hasMatter = matterInHand(talk) !== undefined;
  if (
    hasMatter &&
    doesInHand(
      words,
      'submits',
      'submits-if-whole',
      'shows',
      'asks-left',
      'asks-back',
      'takes-up',
      'drops',
      'puts-down',
    )
  )
    return true;
  if (wellbeing(words) === 'not-well' || wellbeing(words) === 'evades') return false;
  if (tellsOfIncident(words)) return true;
  const asked = askedIn(words);
  const isOfCourse = (question: string) => hasMatter || !OF_A_MATTER.includes(question);
  if (asked.some(({ question }) => question !== undefined && question !== WHETHER_PAID && isOfCourse(question)))
    return true;
  // Whether it is paid, of a life or of what isn't said: it may be asked of the worst.
  const isOfElse = isSafeNow(words) || talk.services.knowledge.productsIn(words).some(({ line }) => line !== 'life');
  if (asked.some(({ isPlain }) => isPlain) && isOfElse) return true;
  if (asksWhetherPaid(words) && !isOfElse) return false;
  if (isBusiness(intent) && score >= CERTAINTY.ofItsOwn) return !WAITS_FOR_A_PERSON.includes(intent);
  return hasMatter && talk.acts({}).some(({ act }) => act === 'inform' || act === 'correct');
}

/**
 * Meets who waits because their life is in danger and says nothing that speaks of it. Returns whether that was the answer:
 * what goes on with a matter is heard as anybody's then.
 */
export async function stayWith(talk: Talk): Promise<boolean> {
  const { state, said } = talk;
  talk.speakAs('human');
  const near = isSomebodyNear(said.words);
  const goesOn = goesOnWithIt(talk);
  if (isSafeNow(said.words)) {
    state.tookItBack = true;
    await talk.say('distress.safe-now', { near });
    return !goesOn;
  }
  if (near) await talk.say('distress.somebody-near');
  else if (!goesOn) await sayStillHere(talk);
  else if (!state.advised?.includes(WITH_YOU)) await talk.say(WITH_YOU);
  if (goesOn) state.advised = [...(state.advised ?? []).filter((one) => one !== WITH_YOU), WITH_YOU];
  return !goesOn;
}

const WITH_YOU = 'distress.with-you';

/** Who is out of it, said so before, and speaks of it again hears that it is good, and nothing more of it. */
export async function meetAfterwards(talk: Talk): Promise<void> {
  const { inDanger, tookItBack, advised = [] } = talk.state;
  const key = 'distress.good-again';
  if (!inDanger || !tookItBack || advised.includes(key) || !isSafeNow(talk.said.words)) return;
  talk.state.advised = [...advised, key];
  talk.speakAs('human');
  await talk.say(key, { near: isSomebodyNear(talk.said.words) });
}

/** What is said to who is stayed with, one after another; each says whom to call. */
const STAYING = ['distress.still-here', 'distress.still-listening', 'distress.still-with-you'] as const;

/** Stays with them; that somebody is on the way is said only where somebody is there. */
export async function sayStillHere(talk: Talk): Promise<void> {
  const { stayed = 0 } = talk.state;
  talk.state.stayed = stayed + 1;
  const attending = await talk.services.attending();
  await talk.say(STAYING[stayed % STAYING.length] ?? STAYING[0], {
    there: attending.there,
    opens: opensIn(talk, attending),
  });
}
