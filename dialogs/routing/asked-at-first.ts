import { ACT_WORDS } from '../../understanding/acts/act-words.ts';
import { clausesIn } from '../../understanding/clauses/clauses.ts';
import { ABOUT, COMPLAINT, RESPONDENTS } from '../../understanding/complaints/words.ts';
import { injuryNow } from '../../understanding/first-aid.ts';
import { incidentType, tellsOfIncident } from '../../understanding/incident.ts';
import { estimate, paidSoFar } from '../../understanding/loss/costs.ts';
import { damage } from '../../understanding/loss/damage.ts';
import { happenedAt } from '../../understanding/loss/treatment.ts';
import { whereItHappened } from '../../understanding/loss/where.ts';
import { isHappeningNow } from '../../understanding/paid.ts';
import { ASKS } from '../../understanding/question.ts';
import { isAngry } from '../../understanding/tone.ts';
import type { ValueReader } from '../../understanding/values/kit/reading.ts';
import { phone } from '../../understanding/values/phone.ts';
import { plate } from '../../understanding/values/plate.ts';
import type { Intent } from '../conversations/index.ts';
import { CERTAINTY } from '../kit/certainty.ts';
import type { Talk } from '../kit/talk.ts';
import { askedMeanwhile } from './meanwhile.ts';

/* What somebody tells and asks in the message that opens a matter: both are met. */

const REPORT: Intent = 'report-incident';

/** Facts that nobody has of what is only supposed. */
const FACTS: readonly ValueReader<unknown>[] = [
  happenedAt,
  whereItHappened,
  damage,
  (text, context) => paidSoFar(text, context) ?? estimate(text, context),
  phone,
  plate,
];
/** So many of them make an incident of what is told with a question. */
const ENOUGH = 2;

/**
 * Whether a message tells plainly of an incident, whatever it asks besides: what happened, and two things more of when,
 * where, what is broken, how much and who. Nothing of it is supposed.
 */
export function tellsPlainly(talk: Talk): boolean {
  const { words } = talk.said;
  if (!tellsOfIncident(words) || talk.read(incidentType) === undefined) return false;
  if (clausesIn(words).some(({ mood }) => mood === 'supposed' || mood === 'general')) return false;
  return tellsFacts(talk, ENOUGH);
}

/** Whether a long message tells of an incident and of much about it: in a story something is always supposed. */
export const tellsOfMuch = (talk: Talk): boolean =>
  tellsOfIncident(talk.said.words) && talk.read(incidentType) !== undefined && tellsFacts(talk, MUCH, true);
const MUCH = 3;

/** `isUnsure`: of several that are named, which one needn't be known. */
function tellsFacts(talk: Talk, enough: number, isUnsure = false): boolean {
  let told = 0;
  for (const fact of FACTS) {
    const reading = talk.read(fact);
    if (reading && ('value' in reading || isUnsure) && ++told >= enough) return true;
  }
  return false;
}

/**
 * What a message wants that tells and asks: a report, where an incident is plainly told (somebody stole my bicycle this
 * morning, is that insured); `help`, where it only asks what the desk is there for. Undefined where it is neither.
 */
export function toldAndAsked(talk: Talk): Intent | undefined {
  const { intent, score } = talk.said;
  if (score >= CERTAINTY.byRule) return undefined;
  if (TAKEN_FOR.includes(intent) && withoutGrievance(talk) && tellsPlainly(talk)) return REPORT;
  return intent === REPORT && asksAndTellsNothing(talk) ? 'help' : undefined;
}

/** What an incident that is told with a question is taken for. */
const TAKEN_FOR: readonly string[] = ['ask', 'file-complaint'];
/** Whether nothing in it complains of anybody. */
export const withoutGrievance = ({ said: { words } }: Talk): boolean =>
  !isAngry(words) &&
  !ACT_WORDS.complains.test(words) &&
  !COMPLAINT.deeds.test(words) &&
  !RESPONDENTS.some((one) => one !== 'repairer' && ABOUT[one].test(words));

/** A question in few words in which nothing is told that may have happened. */
const asksAndTellsNothing = ({ said: { words } }: Talk): boolean =>
  words.length <= SHORT_STORY &&
  ASKS['whether-you-do'].test(words) &&
  !tellsOfIncident(words) &&
  injuryNow(words) === undefined;
const SHORT_STORY = 160;

/** What is asked in the message that opened a report is answered of it, above the report's own question. */
export async function answerAskedAtFirst(talk: Talk, intent: string): Promise<void> {
  const { state, said, services } = talk;
  const isOpen = state.stack.at(-1)?.dialog === REPORT && services.floor() === 'bot';
  // Of what happens as it is told, and of who has told it otherwise before, nothing is answered first.
  if (intent !== REPORT || !isOpen || state.honest || isHappeningNow(said.words)) return;
  if (talk.says(/^(?:danger|distress|ask|meanwhile|asked)\.|condolence/)) return;
  const asked = await askedMeanwhile(talk);
  await asked?.answer();
}
