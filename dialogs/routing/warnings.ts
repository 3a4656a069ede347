import { isoDate } from '../../services/time/calendar.ts';
import { startsEngine, type Warning, warningsIn } from '../../understanding/warnings.ts';
import { dialogNamed, type Intent, isBusiness } from '../conversations/index.ts';
import type { Said, Talk } from '../kit/talk.ts';
import { resume } from './stack.ts';

const REPORT: Intent = 'report-incident';

const SENTENCE: Record<Warning, string> = {
  'drove-on': 'care.drove-on',
  law: 'care.drove-on-law',
  fight: 'care.no-fight',
  water: 'care.in-water',
  drink: 'care.no-driving',
  motorway: 'care.motorway',
  engine: 'care.engine',
  pipe: 'report-incident.advice-running',
  ache: 'report-incident.advice-slight',
  wound: 'care.wound',
};

/** What somebody means to do, or is afraid of: it tells nothing else. */
const PLANS: readonly Warning[] = ['drink', 'fight', 'law'];

/** A plan that is told, or asked about, is no longer. */
const A_PLAN = 60;

/**
 * Who tells of what may hurt them yet (they had a drink and mean to drive, stand on a motorway, want to start an engine that
 * was under water) is warned of it first, once, wherever the talk stands and in the queue too. Returns the message as it is
 * taken from here on; `answered` where it told of such a plan and of nothing else.
 */
export async function warn(talk: Talk): Promise<Said | 'answered'> {
  const { said, state } = talk;
  const known = {
    inWater: isInWater(told(talk)),
    peril: said.peril,
    droveOn: (state.advised ?? []).includes(SENTENCE['drove-on']),
  };
  const due = warningsIn(said.words, state.last?.words ?? '', known).filter((one) => isDue(talk, one));
  if (due.length === 0) return said;
  const name = (one: Warning) => SENTENCE[one].replace('report-incident.', '');
  state.advised = [...(state.advised ?? []), ...due.map(name)];
  talk.speakAs(REPORT);
  for (const one of due) await talk.say(SENTENCE[one]);
  if (due.every((one) => PLANS.includes(one)) && said.words.length <= A_PLAN) return keepPlan(talk);
  const isElse = isBusiness(said.intent) && said.score >= 1;
  return state.stack.length > 0 || state.submitted || isElse
    ? said
    : { ...said, intent: REPORT, score: 1, other: undefined };
}

async function keepPlan(talk: Talk): Promise<'answered'> {
  const top = talk.state.stack.at(-1);
  if (top) await dialogNamed(top.dialog, talk.services)?.note?.(talk, top);
  await resume(talk);
  return 'answered';
}

interface Told {
  happenedAt?: { date: string } | null;
  what?: string | null;
}

/** What the report in hand holds. */
function told({ state: { stack } }: Talk): Told | undefined {
  const top = stack.at(-1);
  return top?.dialog === REPORT ? ((top.state.filled ?? {}) as Told) : undefined;
}

/** It is of water, or of a storm. */
const isInWater = (report: Told | undefined): boolean => report?.what === 'water' || report?.what === 'weather';

/** It wasn't said before, and is of what the talk is about. */
function isDue(talk: Talk, one: Warning): boolean {
  const { state, said, services } = talk;
  const { advised = [], stack, submitted, condoled } = state;
  const isAdvised = advised.includes(SENTENCE[one].replace('report-incident.', ''));
  if (condoled || (isAdvised && !(one === 'engine' && startsEngine(said.words)))) return false;
  if (one === 'ache') return stack.length === 0 && submitted?.dialog === REPORT && services.place()?.urgency !== 1;
  const filled = told(talk);
  // What happened on an earlier day stands on no motorway any more.
  const isPast = filled?.happenedAt && filled.happenedAt.date < isoDate(said.at, services.zone);
  // Whose report hasn't heard yet what happened is asked about the water, which says the same.
  const asksOfWater = filled ? filled.what === undefined : stack.length === 0 && said.intent === REPORT && !said.other;
  if (one === 'pipe' && asksOfWater && !services.place()) return false;
  return !(isPast && (one === 'motorway' || one === 'pipe'));
}
