import { asksOfTruth, saysPromised, type ToldBefore, toldTruly, untruthWished } from '../../understanding/honesty.ts';
import type { Person } from '../../understanding/values/people.ts';
import { dialogNamed, type Intent, isBusiness } from '../conversations/index.ts';
import { CALL_BACK } from '../kit/call-back/call-back.ts';
import { CERTAINTY } from '../kit/certainty.ts';
import type { Said, Talk } from '../kit/talk.ts';
import { resume } from './stack.ts';

const REPORT: Intent = 'report-incident';
const COMPLAINT: Intent = 'file-complaint';

/**
 * Who wants something written down that isn't so hears, without being accused, that it is noted as it happened, what an
 * untrue report may cost, and what can be done instead. What they wish is kept as their words and never as a fact; what
 * they told truly before it stands, also where no matter is open yet. Returns the message as it is taken from here on,
 * without the wish; `answered` where nothing of it is left.
 */
export async function meetUntruth(talk: Talk): Promise<Said | 'answered'> {
  const { state, said } = talk;
  const top = state.stack.at(-1);
  if (top?.dialog === CALL_BACK) return said;
  if (saysPromised(said.words) && (top?.dialog ?? said.intent) !== COMPLAINT) {
    await talk.say('honesty.promised');
    if (top) await dialogNamed(top.dialog, talk.services)?.note?.(talk, top);
    await resume(talk);
    return 'answered';
  }
  if (state.honest && asksOfTruth(said.words)) {
    await talk.say('honesty.if-true');
    await resume(talk);
    return 'answered';
  }
  const wished = untruthWished(said.words, state.honest === true, toldBefore(talk));
  if (!wished) return state.honest ? goOnTruly(talk) : said;
  await talk.say(state.honest ? 'honesty.again' : 'honesty.as-it-was', { gift: wished.gift });
  state.honest = true;
  if (top) await dialogNamed(top.dialog, talk.services)?.note?.(talk, top);
  if (wished.before !== '') {
    const before = { ...talk.saidAs(wished.before), text: wished.before };
    if (top || (isBusiness(before.intent) && before.score >= CERTAINTY.ofItsOwn)) return before;
    // It is of a report that may come of it.
    state.happened ??= { words: wished.before, entry: said.entryId };
  }
  await resume(talk);
  return 'answered';
}

/** What the report in hand, or the one that was submitted last, holds already. */
function toldBefore({ state: { stack, submitted } }: Talk): ToldBefore {
  const report =
    stack.findLast(({ dialog }) => dialog === REPORT) ?? (submitted?.dialog === REPORT ? submitted : undefined);
  const { happenedAt, people = [] } = (report?.state.filled ?? {}) as {
    happenedAt?: unknown;
    people?: readonly Person[];
  };
  const drove = people.some(({ roles }) => roles.includes('driver') && roles.includes('speaker'));
  return { day: happenedAt != null, driver: drove };
}

/** It was a joke, or they tell it as it was after all: nothing is held against them, and what they tell with it is taken. */
async function goOnTruly(talk: Talk): Promise<Said | 'answered'> {
  const { state, said } = talk;
  const rest = toldTruly(said.words);
  if (rest === undefined) return said;
  await talk.say('honesty.truly');
  const isMore = /[\p{L}\p{N}]/u.test(rest);
  if (state.stack.length > 0) {
    if (isMore) return { ...talk.saidAs(rest), text: rest };
    await resume(talk);
    return 'answered';
  }
  const { happened } = state;
  if (!isMore && !happened) return 'answered';
  delete state.happened;
  const [before, entryId] =
    typeof happened === 'string' ? [happened, said.entryId] : [happened?.words ?? '', happened?.entry ?? said.entryId];
  // What they told before it was truly told.
  const all = [before, isMore ? rest : ''].filter(Boolean).join('\n');
  return { ...talk.saidAs(all), entryId, intent: REPORT, score: 1, other: undefined };
}
