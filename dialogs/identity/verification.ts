import { simplified } from '../../language/simplified.ts';
import { timeFormats } from '../../language/time-formats.ts';
import { CODE_DIGITS } from '../../services/identity/codes.ts';
import { CODE_MS } from '../../services/identity/identity.ts';
import type { Tried } from '../../services/identity/in-turn.ts';
import { doesInHand, doesOnly } from '../../understanding/acts/in-hand.ts';
import { cut } from '../../understanding/clauses/cut.ts';
import { IDENTITY, type ToldIdentity } from '../../understanding/identity.ts';
import { LEAVING } from '../../understanding/leaving.ts';
import { eMail } from '../../understanding/values/e-mail.ts';
import { kinIn } from '../../understanding/values/people/kin.ts';
import { CERTAINTY } from '../kit/certainty.ts';
import type { Dialog, Status } from '../kit/dialog.ts';
import { nameFor } from '../kit/names.ts';
import type { Talk } from '../kit/talk.ts';
import type { Frame } from '../kit/talk-state.ts';
import { claimIn, type Details, isSameDetails, knownBefore, merged, missingIn, toldBy } from './details.ts';
import { type Outcome, tellBelow } from './outcome.ts';

/** The name of the dialog that finds out who the customer is. Nobody asks for it: it is put on the stack by who needs it. */
export const VERIFICATION = 'verification';

/** What it remembers. */
interface State {
  details: Details;
  /** What is asked: who they are, or the code. */
  asking: 'details' | 'code';
  /** Messages in a row from which nothing was taken. */
  misses: number;
  /** How many ends of an ID number were given: nobody has three. */
  given: number;
  /** How often it was asked since anything was told: nothing is asked a third time. */
  put?: number;
}

const clocks = timeFormats({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** Messages without anything for us, after which it is left. */
const MOST_MISSES = 3;
/** So often the same is asked; then it stands below an answer, and is left otherwise. */
const MOST_PUT = 2;
/** Nobody has more ID numbers than this, put right once. */
const MOST_GIVEN = 3;

/**
 * Finds out who the customer is: a number that leads to them, their name, the end of their ID number, then a code to the
 * phone on file. It takes what was said already, asks what is missing, and says the same whether any of it exists.
 */
export const verification: Dialog = {
  name: VERIFICATION,
  meetsCancel: true,
  sentences: ['ask-details', 'ask-code', 'code-sent', 'wrong', 'locked'].map((name) => `${VERIFICATION}.${name}`),

  async begin(talk, frame) {
    const { identity } = talk.services;
    if (!identity.isPossible) return leave(talk, frame, 'impossible');
    if (identity.lockedUntil()) return leave(talk, frame, 'locked');
    const told = toldBy(talk);
    const digits = told.digits ?? (frame.state.takesBare === true ? told.bare : undefined);
    const now = { ...told, ...(digits ? { digits } : {}) };
    const details = merged(knownBefore(talk, digits !== undefined), now, frame.state.takesPhone === true);
    const state: State = { details, asking: 'details', misses: 0, given: details.digits ? 1 : 0 };
    keep(frame, state);
    if (IDENTITY['for-another'].test(talk.said.words)) await talk.say('verification.for-another');
    return goOn(talk, frame, state);
  },

  async continue(talk, frame) {
    const { identity } = talk.services;
    if (identity.verified()) return leave(talk, frame, 'verified');
    if (identity.lockedUntil()) return leave(talk, frame, 'locked');
    const state = stateOf(frame);
    const told = toldIn(talk, state);
    const { words } = talk.said;
    const isTold = Object.keys(told).length > 0;
    if (state.asking === 'code' && wantsItElsewhere(talk, told)) return say(talk, 'other-phone');
    if (!isTold && doesOnly(words, 'submits', 'submits-if-whole', 'agrees') && doesInHand(words, ...SUBMITS))
      return first(talk, frame, state);
    if (!isTold && putsOff(talk)) return leave(talk, frame, 'put-off');
    if (!isTold && IDENTITY['held-by-another'].test(words)) return say(talk, 'for-another');
    if (!isTold && IDENTITY['cannot-come'].test(words)) return say(talk, 'cannot-come');
    if (!isTold && state.asking === 'code' && IDENTITY['no-code'].test(words)) return again(talk, frame, state);
    if (!isTold && IDENTITY.picture.test(words)) return say(talk, 'picture');
    if (!isTold && IDENTITY.why.test(words)) return say(talk, 'why');
    if (!isTold && (LEAVING.skip.test(words.trim()) || IDENTITY['no-number'].test(words)))
      return lacks(talk, frame, state);
    return state.asking === 'code' ? code(talk, frame, state, told) : details(talk, frame, state, told);
  },

  async reprompt(talk, frame, why) {
    const state = stateOf(frame);
    if (talk.services.identity.verified()) return leave(talk, frame, 'verified');
    if (why === 'missed') {
      state.misses += 1;
      keep(frame, state);
      if (state.misses >= MOST_MISSES) return leave(talk, frame, 'put-off');
    }
    return ask(talk, frame, state);
  },
};

/** The customer says who they are. */
async function details(talk: Talk, frame: Frame, state: State, told: ToldIdentity): Promise<Status> {
  // Digits that are called nothing are the end of an ID number while that is asked.
  const digits = told.digits ?? told.bare;
  return take(talk, frame, state, { ...told, ...(digits ? { digits } : {}) });
}

/** A code is awaited: this is one, or who they are is put right. */
async function code(talk: Talk, frame: Frame, state: State, told: ToldIdentity): Promise<Status> {
  const { identity } = talk.services;
  const given = told.code ?? (told.digits ? undefined : told.bare);
  // Almost the digits that they gave of their ID number are those, put right: no code is so like them.
  const isPutRight = told.code === undefined && IDENTITY.mistyped.test(talk.said.words);
  if (isPutRight && given !== undefined && isAlmost(given, state.details.digits))
    return take(talk, frame, state, { ...told, digits: given });
  if (given !== undefined) {
    const tried = await identity.enter(given);
    return tried.outcome === 'expired' ? expired(talk, frame, state) : answered(talk, frame, tried);
  }
  return take(talk, frame, state, told);
}

/** Whether digits are others but for one or two of them. */
function isAlmost(given: string, before = ''): boolean {
  const differing = [...given].filter((digit, at) => digit !== before[at]).length;
  return given.length === before.length && differing > 0 && differing <= 2;
}

/** Takes what is new of who they are. What is put right was wrong before, by their own word. */
async function take(talk: Talk, frame: Frame, state: State, told: ToldIdentity): Promise<Status> {
  const { identity } = talk.services;
  const details = merged(state.details, told, !state.details.by);
  // The policy that is named is the one that is meant for what waits, too.
  if (told.policyNumber) talk.state.known = { ...talk.state.known, policyNumber: told.policyNumber };
  if (isSameDetails(details, state.details)) return 'declined';
  const isOther = state.details.digits !== undefined && details.digits !== state.details.digits;
  const given = state.given + (details.digits !== undefined && details.digits !== state.details.digits ? 1 : 0);
  const wasSent = state.asking === 'code';
  const next: State = { ...state, details, given, asking: 'details', misses: 0, put: 0 };
  keep(frame, next);
  // Longer than before is the rest of it, not another one.
  const isLonger = details.digits?.endsWith(state.details.digits ?? '') ?? false;
  if ((isOther && !isLonger) || wasSent) {
    identity.forgetCode();
    const tried = identity.wrong(given >= MOST_GIVEN ? MOST_GIVEN : 1);
    if (tried.outcome !== 'wrong') return answered(talk, frame, tried);
    if (!claimIn(details, identity.idDigits))
      await talk.say('verification.wrong', { left: Math.min(tried.left, MOST_GIVEN - given) });
  }
  return goOn(talk, frame, next);
}

/** Whether a code is awaited by this check. */
export const awaitsCodeIn = (frame: Frame): boolean => stateOf(frame).asking === 'code';

/** Whether a code is awaited by what stands on top. */
export const awaitsCode = ({ state: { stack } }: Talk): boolean => {
  const top = stack.at(-1);
  return top?.dialog === VERIFICATION && stateOf(top).asking === 'code';
};

/** A number or an address that they'd rather have the code sent to says nothing of who they are. */
export function wantsItElsewhere(
  talk: Talk,
  { code, bare, digits, policyNumber, plate, phone }: ToldIdentity,
): boolean {
  const { words } = talk.said;
  if (code ?? bare ?? digits) return false;
  if (IDENTITY.elsewhere.test(words) || IDENTITY['to-a-number'].test(words.trim())) return true;
  if (policyNumber ?? plate) return false;
  const address = talk.read(eMail);
  return phone !== undefined || (address !== undefined && 'value' in address) || IDENTITY['other-phone'].test(words);
}

/** What they say is to be submitted can be, once it is known who they are: no code is asked for after it was. */
async function first(talk: Talk, frame: Frame, state: State): Promise<Status> {
  const misses = state.misses + 1;
  keep(frame, { ...state, misses });
  if (misses >= MOST_MISSES) return leave(talk, frame, 'put-off');
  const below = talk.state.stack[talk.state.stack.indexOf(frame) - 1];
  await talk.say('verification.first', {
    what: below ? nameFor(below.dialog, talk.locale) : '',
    code: state.asking === 'code',
  });
  return 'waiting';
}
const SUBMITS = ['submits', 'submits-if-whole'] as const;

/** Asks what is missing, or has a code sent. */
async function goOn(talk: Talk, frame: Frame, state: State): Promise<Status> {
  const { identity } = talk.services;
  const claim = claimIn(state.details, identity.idDigits);
  if (!claim) return ask(talk, frame, state);
  if ((await identity.request(claim)) === 'locked') return leave(talk, frame, 'locked');
  keep(frame, { ...state, asking: 'code', misses: 0, put: 1 });
  await talk.say('verification.code-sent', { minutes: CODE_MS / 60_000, digits: CODE_DIGITS });
  return 'waiting';
}

/** Asks what is missing: in other words the second time; after that it waits below an answer, or is left open. */
async function ask(talk: Talk, frame: Frame, state: State): Promise<Status> {
  const { asking, details, put = 0 } = state;
  const { idDigits } = talk.services.identity;
  if (put >= MOST_PUT) return talk.isAnswering ? 'waiting' : leave(talk, frame, 'put-off');
  keep(frame, { ...state, put: put + 1 });
  if (asking === 'code') await talk.say('verification.ask-code', { digits: CODE_DIGITS });
  else {
    const isFirst = Object.keys(details).length === 0;
    const tooShort = details.digits !== undefined && details.digits.length < idDigits;
    const key = put > 0 && !tooShort ? 'verification.ask-details-again' : 'verification.ask-details';
    await talk.say(key, { ...missingIn(details, idDigits), isFirst, tooShort, count: idDigits });
  }
  return 'waiting';
}

/** The code hasn't come: another one, on the same terms. */
async function again(talk: Talk, frame: Frame, state: State): Promise<Status> {
  talk.services.identity.forgetCode();
  return goOn(talk, frame, state);
}

async function expired(talk: Talk, frame: Frame, state: State): Promise<Status> {
  await talk.say('verification.expired');
  return again(talk, frame, state);
}

/** The phone on file is theirs no more; they offer a picture of their card, which is never asked for; they ask why. */
async function say(
  talk: Talk,
  what: 'other-phone' | 'cannot-come' | 'picture' | 'why' | 'for-another',
): Promise<Status> {
  const key = {
    'other-phone': 'verification.other-phone',
    'cannot-come': 'meanwhile.from-abroad',
    picture: 'verification.picture',
    why: 'verification.why',
    'for-another': 'verification.for-another',
  };
  await talk.say(key[what]);
  return 'waiting';
}

/** They haven't got what is asked: another number will do, but not without the card. */
async function lacks(talk: Talk, frame: Frame, state: State): Promise<Status> {
  const misses = state.misses + 1;
  keep(frame, { ...state, misses, put: MOST_PUT });
  if (misses >= MOST_PUT) return leave(talk, frame, 'put-off');
  await talk.say('verification.lacks', missingIn(state.details, talk.services.identity.idDigits));
  return 'waiting';
}

/**
 * A name alone, while a code is awaited, is read out of anything; so is one amid words of somebody else: 受益人加我爸周德海.
 */
function toldIn(talk: Talk, { asking }: State): ToldIdentity {
  const told = toldBy(talk);
  const { name } = told;
  if (!name || Object.keys(told).length > 1) return told;
  const { words } = talk.said;
  const isAmid = words.length > name.length + (/[a-z]/i.test(words) ? AROUND_LATIN : AROUND);
  return asking === 'code' || isAmid || kinIn(simplified(words)).length > 0 ? {} : told;
}
/** 我的名字叫, "my full name is": so much stands around a name that is told as one's own. */
const AROUND = 8;
const AROUND_LATIN = 24;

async function answered(talk: Talk, frame: Frame, tried: Tried): Promise<Status> {
  if (tried.outcome === 'verified') {
    await talk.say('verification.verified');
    return leave(talk, frame, 'verified');
  }
  if (tried.outcome !== 'wrong') return leave(talk, frame, 'locked');
  await talk.say('verification.wrong', { left: tried.left });
  return 'waiting';
}

/** Ends it, and tells the customer and the dialog below how. */
async function leave(talk: Talk, frame: Frame, outcome: Outcome): Promise<Status> {
  if (outcome !== 'verified') talk.services.identity.forgetCode();
  if (outcome === 'locked') await sayLocked(talk);
  else if (outcome !== 'verified') await talk.say(`verification.${outcome === 'put-off' ? 'put-off' : 'impossible'}`);
  tellBelow(talk, frame, outcome);
  return 'complete';
}

/** Tells that nothing is tried for a while, and what can be done instead. */
export async function sayLocked(talk: Talk): Promise<void> {
  const until = talk.services.identity.lockedUntil() ?? talk.services.now;
  await talk.say('verification.locked', { until: clocks(talk.locale, talk.services.zone).format(until) });
}

/** Whether they don't want to say who they are now. */
export function putsOff({ said }: Talk): boolean {
  const words = said.words.trim();
  // 算了，我去柜台弄: one of its clauses says so.
  const clauses = [words, ...cut(words).map(({ at, end }) => words.slice(at, end))];
  const drops = said.intent === 'cancel' && said.score >= CERTAINTY.byRule;
  return drops || clauses.some(putsOffIn);
}

/** Whether these words, a clause of a message or all of it, say that it isn't to be now. */
export const putsOffIn = (words: string): boolean =>
  [IDENTITY.later, LEAVING.later, LEAVING.cancel, LEAVING.sighs, LEAVING['not-needed']].some((one) => one.test(words));

const stateOf = (frame: Frame): State => frame.state as unknown as State;

function keep(frame: Frame, state: State): void {
  frame.state = state as unknown as Frame['state'];
}
