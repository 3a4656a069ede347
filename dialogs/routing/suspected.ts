import { SUBMIT } from '../../understanding/form-words.ts';
import { wellbeing } from '../../understanding/phrases/distress/distress.ts';
import { yesNo } from '../../understanding/values/yes-no.ts';
import type { Said, Talk } from '../kit/talk.ts';
import type { TalkState } from '../kit/talk-state.ts';
import { isInHand, reasonAgainst } from './nothing-meant.ts';
import { isInCare } from './waiting.ts';

/*
 * What comes of a wish to die that is only suspected, by what was learnt and by no list, in the middle of a matter. There
 * people answer, correct, sigh and take their leave, and most of what is suspected was nothing (decision 27).
 */

type Asked = NonNullable<TalkState['areTheyAllRight']>;

/**
 * A message as its suspicion weighs where the talk stands. In the middle of a matter a customer is asked whether they are
 * all right before anybody is called; for some reasons (`nothing-meant.ts`) they aren't. What is said by who was in danger
 * before weighs as it is.
 */
export function weighed(talk: Talk): Talk {
  const { said, state } = talk;
  const { distress, plainly } = said;
  if (!distress?.suspected || !plainly || state.inDanger || isInCare(talk)) return talk;
  if (reasonAgainst(talk)) return talk.taking(withoutSuspicion(said));
  const { suspected, language } = distress;
  if (suspected === 'surely' && isInHand(state))
    return talk.taking({ ...withoutSuspicion(said), distress: { kind: 'maybe', language, suspected }, plainly });
  return talk;
}

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
