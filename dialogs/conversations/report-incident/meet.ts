import type { Case } from '../../../services/cases/case.ts';
import { isoDate } from '../../../services/time/calendar.ts';
import { justDied } from '../../../understanding/phrases/danger/danger.ts';
import { dangerTold, wishFor, wordsFor } from '../../kit/danger.ts';
import { joinQueue } from '../../kit/queue.ts';
import type { Talk } from '../../kit/talk.ts';
import { isKinWhoDied, lineOf, type Told } from './report.ts';

/*
 * What can't wait in a report: help where somebody is in danger or hurt as they write, a condolence, and what has to be
 * done at once about a car that drove on or water that runs.
 */

/**
 * Nobody who is hurt has to finish a form: what was said is kept as it is, and a person comes at once. Who is in hospital
 * already, or hardly hurt, goes on with their report. Who lost somebody is asked nothing, and nobody is called to them who
 * wasn't asked for.
 */
export async function escalate(talk: Talk, told: Told, submit: () => Promise<Case>): Promise<boolean | 'waiting'> {
  const death = told.what === 'death';
  const danger = dangerTold(talk.said);
  const isInDanger = danger !== undefined && danger !== 'fraud';
  if (death && (isLoss(talk) || isOfTheirs(talk, told)) && !isInDanger) {
    if (!talk.state.condoled) await talk.say(condolence(talk, told));
    // Told again after it was put down: nobody is left without a word.
    else if (!talk.isAnswering) await talk.say('report-incident.quiet-here');
    return 'waiting';
  }
  if (!death && !isInDanger && !isHurtNow(talk, told)) {
    await advise(talk, told);
    return false;
  }
  await submit();
  // Who is dead isn't called to; whoever is with them may still be in danger.
  const goesFirst = isInDanger && danger !== 'collapse' && danger !== 'down';
  // Who was told what helps has heard whom to call; on the road they have to get away from it first.
  const isCaredFor = danger === undefined && lineOf(told) !== 'motor' && talk.says(/^care\.(?!upset)/);
  if (!death && isCaredFor) await talk.say('report-incident.on-its-way');
  else if (!death || goesFirst) await talk.say(wordsFor(danger));
  if (death) await talk.say(condolence(talk, told));
  await joinQueue(talk, wishFor(goesFirst ? danger : undefined, told.what ?? undefined));
  return true;
}

/** Somebody of the customer's has died, of nothing that a person has to come to at once: no suicide, nothing that still goes on. */
export const isLoss = ({ said, state }: Talk): boolean =>
  !state.witnessed && (said.distress?.kind === 'loss' || state.condoled === true) && !justDied(said.words);

/** Somebody of theirs, by who they say that it was. */
const isOfTheirs = ({ state, said }: Talk, { people }: Told): boolean =>
  !state.witnessed && said.distress?.kind !== 'bereaved' && !justDied(said.words) && (people ?? []).some(isKinWhoDied);

/** Somebody is hurt as it is told: not looked after yet, not slightly, not on an earlier day. */
function isHurtNow({ services, said }: Talk, { what, anyoneHurt, care, happenedAt }: Told): boolean {
  if (anyoneHurt !== true || what === 'illness' || care) return false;
  return !happenedAt || happenedAt.date >= isoDate(said.at, services.zone);
}

/** Whoever lost somebody is consoled; a stranger's death is told with care; where help may still come in time, 120 first. */
function condolence(talk: Talk, told: Told): string {
  const kind = talk.said.distress?.kind;
  const isTheirs = kind === 'loss' || kind === 'bereaved' || isOfTheirs(talk, told);
  if (!isTheirs || talk.state.witnessed) return 'report-incident.somebody-died';
  talk.state.condoled = true;
  if (kind === 'bereaved') return 'distress.bereaved';
  return justDied(talk.said.words) ? 'danger.condolence' : 'report-incident.condolence';
}

const ADVICE: readonly (readonly [string, (told: Told) => boolean])[] = [
  ['advice-fled', ({ vehicles, police }) => vehicles?.other?.fled === true && !police?.includes('attended')],
  ['advice-drunk', (told) => told.driving?.includes('own-drunk') === true && lineOf(told) === 'motor'],
  ['advice-running', ({ goingOn, what }) => goingOn === true && what === 'water'],
  ['advice-slight', ({ anyoneHurt, care }) => anyoneHurt === true && care === 'slight'],
  ['advice-hospital', (told) => lineOf(told) === 'health' && told.care === 'in-hospital'],
  ['advice-theft', ({ what, police }) => what === 'theft' && (!police?.length || police.includes('not-called'))],
];

/** Says what is to be done at once, each thing once. */
async function advise(talk: Talk, told: Told): Promise<void> {
  const { advised = [] } = talk.state;
  const due = ADVICE.filter(([name, applies]) => !advised.includes(name) && applies(told)).map(([name]) => name);
  if (due.length === 0) return;
  talk.state.advised = [...advised, ...due];
  for (const name of due) await talk.say(`report-incident.${name}`);
}
