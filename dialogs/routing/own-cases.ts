import type { Case } from '../../services/cases/case.ts';
import { change } from '../../services/cases/kinds/change.ts';
import { complaint } from '../../services/cases/kinds/complaint.ts';
import { CHANGE } from '../../understanding/changes/kinds.ts';
import { contestsDecision } from '../../understanding/complaints/review.ts';
import { COMPLAINT } from '../../understanding/complaints/words.ts';
import { GO_ON } from '../../understanding/going-on.ts';
import type { Intent } from '../conversations/index.ts';
import type { Talk, Wish } from '../kit/talk.ts';
import { begin, resume } from './stack.ts';

const COMPLAINING: Intent = 'file-complaint';
const CHANGING: Intent = 'change-policy';

/** Kinds of case of which the customer speaks again, and who hears it. */
const HEARD_BY: readonly { kind: string; intent: Intent }[] = [
  { kind: complaint.name, intent: COMPLAINING },
  { kind: change.name, intent: CHANGING },
];

/**
 * What is said of a matter of this conversation that isn't in hand any more, in whatever words: a complaint is taken back,
 * its effect on a claim asked for, the decision of an earlier one contested; whether a change has been made; what was
 * dropped is wanted after all. While it is in hand, its own conversation hears it.
 */
export async function aboutOwnCases(talk: Talk): Promise<boolean> {
  const wish = await wishOfOwn(talk);
  if (wish) await begin(talk, wish);
  return wish !== undefined || (await tellEffect(talk));
}

async function wishOfOwn(talk: Talk): Promise<Wish | undefined> {
  const { words, text } = talk.said;
  const top = talk.state.stack.at(-1)?.dialog;
  if (top !== COMPLAINING && (COMPLAINT.withdraws.test(words) || contestsDecision(text) || isMoreOfIt(talk)))
    return wishFor(talk, COMPLAINING);
  if (top !== CHANGING && CHANGE['asks-done'].test(words) && (await latest(talk, change.name)))
    return wishFor(talk, CHANGING);
  return top === undefined && GO_ON.test(words) ? takenUpAgain(talk) : undefined;
}

const wishFor = ({ said }: Talk, intent: Intent): Wish => ({ intent, said: { ...said, intent } });

/** Who dropped a matter last and says 还是改吧 wants that: it begins with the words that began it. */
async function takenUpAgain(talk: Talk): Promise<Wish | undefined> {
  if (talk.state.filed || talk.state.dropped) return undefined;
  const dropped = (await talk.services.cases.own()).at(-1);
  const by = HEARD_BY.find(({ kind }) => kind === dropped?.kind);
  const words = dropped?.facts[0]?.words;
  if (!by || !words || dropped.submittedAt || !dropped.closedAt) return undefined;
  return { intent: by.intent, said: { ...talk.saidAs(words), intent: by.intent } };
}

/** What fits nothing else tells more of the complaint that was just handed in. */
const isMoreOfIt = ({ state, said }: Talk): boolean =>
  state.handedIn === COMPLAINING &&
  state.stack.length === 0 &&
  said.intent === 'out-of-scope' &&
  COMPLAINT.deeds.test(said.words);

/** What a complaint, or taking it back, does to a claim. */
async function tellEffect(talk: Talk): Promise<boolean> {
  const isInHand = talk.state.stack.at(-1)?.dialog === COMPLAINING;
  if (isInHand || !COMPLAINT['asks-effect'].test(talk.said.words)) return false;
  if (!(await latest(talk, complaint.name))) return false;
  talk.speakAs(COMPLAINING);
  await talk.say('file-complaint.no-effect');
  await resume(talk);
  return true;
}

const latest = async ({ services }: Talk, kind: string): Promise<Case | undefined> =>
  (await services.cases.own()).findLast((one) => one.kind === kind);
