import { SELF_HARM } from '../../services/conversations/handoffs.ts';
import {
  afterwards,
  type Beside,
  besideIn,
  type Injury,
  injuryNow,
  isHardUp,
  isIll,
  isKinInTrouble,
} from '../../understanding/first-aid.ts';
import { isGrief } from '../../understanding/phrases/distress/distress.ts';
import type { Intent } from '../conversations/index.ts';
import { joinQueue } from '../kit/queue.ts';
import type { Said, Talk } from '../kit/talk.ts';

const REPORT: Intent = 'report-incident';

/**
 * Who tells that somebody is hurt or unwell now, whatever is in hand and in the queue too, hears first what helps until
 * help comes; then it goes with the report, and a person is called to it. What they tell after the worst (help is there,
 * the fire is out) is met in a human sentence, each once. Returns the message as it is taken from here on.
 */
export async function meetCare(talk: Talk): Promise<Said> {
  const { said } = talk;
  const injury = injuryNow(said.words);
  const isNew = injury !== undefined && !(talk.state.advised ?? []).includes(`care.${injury}`);
  if (!isNew && (await meetBeside(talk))) return said;
  if (injury) return meetInjury(talk, injury);
  if (await meetHardTime(talk)) return said;
  if (await meetFright(talk)) return said;
  if (isOfIncident(talk)) await meetAfterwards(talk);
  return said;
}

/** Beside somebody who is hurt, until help is there: what they do meanwhile, and what of who did it. Returns whether it was that. */
async function meetBeside(talk: Talk): Promise<boolean> {
  const { services, state, said } = talk;
  const { reason, urgency } = services.place() ?? {};
  const isBeside = urgency === 1 && BESIDE_HURT.includes(reason ?? '') && !(state.advised ?? []).some(isOver);
  if (!isBeside || said.words.length > STORY) return false;
  const found = besideIn(said.words);
  const sentences = [...new Set(found.map((one) => SENTENCES[one]))];
  let isSaid = false;
  for (const name of sentences) isSaid = (await sayOnce(talk, name)) || isSaid;
  // Who asks again what to do hears the heart of it once more.
  const isAsked = found.includes('what-now');
  if (isAsked && !isSaid) await talk.say('care.until-help-again');
  return isSaid || isAsked;
}

const SENTENCES: Record<Beside, string> = {
  fled: 'fled',
  where: 'where',
  'what-now': 'until-help',
  'help-called': 'until-help',
};

/** They wait for it: somebody is hurt, or was in danger. */
const BESIDE_HURT: readonly string[] = ['injury', 'danger', 'death'];
const isOver = (name: string): boolean => ['care.taken', 'care.better', 'care.help-came'].includes(name);

/** Who opens a report and is still shaken hears one human sentence before anything is asked. */
async function meetFright(talk: Talk): Promise<boolean> {
  const { state, said } = talk;
  const opens = said.intent === REPORT && state.stack.length === 0 && !state.submitted;
  return opens && !state.condoled && said.distress === undefined && afterwards(said.words) === 'upset'
    ? sayOnce(talk, 'upset')
    : false;
}

/** Whoever tells of a grave illness, or, in a hard hour, of more that is hard, hears one sentence of it. */
async function meetHardTime(talk: Talk): Promise<boolean> {
  const { state, said, services } = talk;
  const isLoss = state.condoled || said.distress?.kind === 'loss' || said.distress?.kind === 'bereaved';
  if (isIll(said.words) && !isLoss) return sayOnce(talk, 'illness');
  const isHard = state.condoled ?? state.inDanger ?? state.allRight ?? services.place()?.reason === SELF_HARM.reason;
  if (isHard && isHardUp(said.words)) return sayOnce(talk, 'hardship');
  const isIllness = (state.advised ?? []).includes('care.illness');
  return isIllness && isGrief(said.words) ? sayOnce(talk, 'at-a-loss') : false;
}

/** Who tells that one of theirs had an accident, and no more, hears a human word first. Returns whether it was that. */
export async function careForKin(talk: Talk): Promise<boolean> {
  if (talk.said.distress || !isKinInTrouble(talk.said.words)) return false;
  await sayOnce(talk, 'kin');
  return true;
}

/** What they have stands with the report that was submitted for it, in their words. */
export async function keepInjury(talk: Talk): Promise<void> {
  const { said, services, state } = talk;
  if (state.submitted?.dialog !== REPORT || !injuryNow(said.words)) return;
  const [isKept] = (await services.cases.own()).flatMap(({ notes }) =>
    notes.filter(({ entry }) => entry === said.entryId),
  );
  if (isKept?.words === said.text) return;
  talk.keptIt();
  await services.cases.note({ words: said.text, entry: said.entryId, by: 'customer' }, { kinds: ['incident'] });
}

async function meetInjury(talk: Talk, injury: Injury): Promise<Said> {
  const { state, said, services } = talk;
  const isOther = said.intent !== 'out-of-scope' && said.intent !== REPORT && said.score >= 1;
  if (isOther && !isOfIncident(talk)) return said;
  if (!(await sayOnce(talk, injury))) return said;
  const isReported = state.submitted?.dialog === REPORT && state.stack.length === 0;
  if (isReported && services.place()?.urgency !== 1) await joinQueue(talk, { reason: 'injury', urgency: 1 });
  return isOfIncident(talk) ? said : { ...said, intent: REPORT, score: 1 };
}

/** An incident is told, or was handed in. */
const isOfIncident = ({ state: { stack, submitted, handedIn } }: Talk): boolean =>
  stack.some(({ dialog }) => dialog === REPORT) || submitted?.dialog === REPORT || handedIn === REPORT;

/** Nobody tells how it went on in more. */
const STORY = 120;

async function meetAfterwards(talk: Talk): Promise<void> {
  const { state, said, services } = talk;
  const wasUrgent = services.place()?.urgency === 1 || (state.advised ?? []).some((name) => name.startsWith('care.'));
  if (state.condoled || said.words.length > STORY || !(wasUrgent || state.submitted?.dialog === REPORT)) return;
  const met = afterwards(said.words);
  if (met) await sayOnce(talk, met);
}

/** Says it where it wasn't said before. */
async function sayOnce(talk: Talk, name: string): Promise<boolean> {
  const { advised = [] } = talk.state;
  const key = `care.${name}`;
  if (advised.includes(key)) return false;
  talk.state.advised = [...advised, key];
  talk.speakAs(REPORT);
  await talk.say(key);
  return true;
}
