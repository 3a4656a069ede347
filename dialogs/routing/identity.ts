import { cut } from '../../understanding/clauses/cut.ts';
import { IDENTITY } from '../../understanding/identity.ts';
import { ASKS } from '../../understanding/question.ts';
import { dialogNamed, type Intent, isBusiness } from '../conversations/index.ts';
import { claimIn, knownBefore, merged, toldBy } from '../identity/details.ts';
import { takeUpUnchecked } from '../identity/outcome.ts';
import { isOfHolder, OWN_POLICIES, ownAskedIn } from '../identity/own-policies.ts';
import { referencesIn } from '../identity/references.ts';
import { sayLocked, VERIFICATION } from '../identity/verification.ts';
import { CERTAINTY } from '../kit/certainty.ts';
import { nameFor } from '../kit/names.ts';
import type { Talk } from '../kit/talk.ts';
import { begin, leave, resume, start } from './stack.ts';

/** What a message with a reference of the desk's is about where it says nothing more. */
const STATUS: Intent = 'claim-status';
/** What its words may want instead. */
const STATUSES: readonly string[] = ['claim-status', 'complaint-status'] satisfies Intent[];

/**
 * Meets what a message says of who the customer is, whatever is in hand: it goes on afterwards. Returns whether that was
 * the answer.
 */
export async function meetIdentity(talk: Talk): Promise<boolean> {
  for (const met of [signOut, guardData, wantsToBeVerified, offersIdentity, asksOfOwn, byReference])
    if (await met(talk)) return true;
  return false;
}

/** The customer wants to be nobody again. */
async function signOut(talk: Talk): Promise<boolean> {
  if (!IDENTITY['signs-out'].test(talk.said.words.trim())) return false;
  const { identity } = talk.services;
  const isAsked = talk.state.stack.at(-1)?.dialog === VERIFICATION;
  if (isAsked && !identity.verified()) return false; // they don't want to say who they are
  talk.speakAs(VERIFICATION);
  await talk.say(identity.end() ? 'verification.signed-out' : 'verification.not-signed-in');
  await resume(talk);
  return true;
}

/**
 * What stands on file is asked for, a picture of a card is offered, or tries go on while none are taken: nothing is told,
 * whatever is there.
 */
async function guardData(talk: Talk): Promise<boolean> {
  const { said, services, state } = talk;
  const verified = services.identity.verified();
  if (verified) return tellOnFile(talk, verified.customer);
  const isLocked = services.identity.lockedUntil() !== undefined;
  const asksData = IDENTITY['on-file'].test(said.words);
  const offersPicture = IDENTITY.picture.test(said.words) && state.stack.at(-1)?.dialog !== VERIFICATION;
  if (isLocked && (asksData || offersPicture || triesOn(talk))) {
    talk.speakAs(VERIFICATION);
    if (offersPicture) await talk.say('verification.picture');
    else if (asksData) await talk.say('verification.on-file-locked');
    await sayLocked(talk);
    await resume(talk);
    return true;
  }
  if (!asksData || state.stack.at(-1)?.dialog === VERIFICATION) return false;
  talk.speakAs(VERIFICATION);
  await talk.say('verification.on-file-locked');
  await verify(talk);
  return true;
}

/** What a verified customer asks for of what stands on file of themselves, a part of it. Returns whether that was asked. */
async function tellOnFile(talk: Talk, customer: string): Promise<boolean> {
  if (!IDENTITY['own-contact'].test(talk.said.words) || !IDENTITY['on-file'].test(talk.said.words)) return false;
  const found = await talk.services.customers.find(customer);
  if (!found) return false;
  const { phones, email = '', address = '' } = found;
  talk.speakAs(VERIFICATION);
  await talk.say('verification.on-file', {
    phones: phones.map((phone) => partOf(phone.replace(/^\+86/, ''), 3, 4)).join('、'),
    email: email && partOf(email, 2, email.length - email.indexOf('@')),
    address: address && partOf(address, 6, 0),
  });
  await resume(talk);
  return true;
}

/** The beginning and the end of what is on file. */
const partOf = (text: string, begin: number, end: number): string =>
  `${text.slice(0, begin)}****${end > 0 ? text.slice(-end) : ''}`;

/** The customer wants to be known, of themselves. */
async function wantsToBeVerified(talk: Talk): Promise<boolean> {
  if (!IDENTITY.verifies.test(talk.said.words.trim()) || talk.state.stack.at(-1)?.dialog === VERIFICATION) return false;
  await verify(talk);
  return true;
}

/**
 * Who gives all that a check needs and lets us check it, or had been asked for it before, is checked at once, whatever is in
 * hand: that goes on afterwards, with what was given.
 */
async function offersIdentity(talk: Talk): Promise<boolean> {
  const { said, state, services } = talk;
  const { identity } = services;
  const top = state.stack.at(-1);
  if (!identity.isPossible || identity.verified() || identity.lockedUntil() || top?.dialog === VERIFICATION)
    return false;
  const mayCheck = IDENTITY.checks.test(said.words);
  if (!mayCheck && !(state.unchecked && !top)) return false;
  const told = toldBy(talk);
  const { policyNumber, phone, name, digits = told.bare } = told;
  const details = merged(knownBefore(talk), { ...told, ...(digits ? { digits } : {}) }, true);
  if (!digits || !claimIn(details, identity.idDigits)) return false;
  state.known = { ...(phone ? { phone } : {}), ...(policyNumber ? { policyNumber } : {}), ...state.known };
  if (name && top?.state.filled && !('name' in (top.state.filled as object))) Object.assign(state.known, { name });
  await verify(talk, { takesPhone: true, takesBare: true });
  return true;
}

/** What stands in their own contract is told to whoever is known, or has nothing else in hand, before it is answered generally. */
export async function tellsOwn(talk: Talk): Promise<boolean> {
  const { state, services, said } = talk;
  const isFirst = services.identity.verified() !== undefined || state.stack.length === 0;
  return isFirst && !said.distress && isOfHolder(ownAskedIn(said.words, talk)) && asksOfOwn(talk);
}

/** What their own contract is insured for, what is owed on it, or whether it runs: of no other matter in the same breath. */
async function asksOfOwn(talk: Talk): Promise<boolean> {
  const { said, state } = talk;
  const isAsked = isOfOwn(said.words, talk);
  if (!isAsked || said.words.length > MOST_OF_OWN || state.stack.some(({ dialog }) => dialog === OWN_POLICIES))
    return false;
  await keepWhatElse(talk);
  await begin(talk, { intent: OWN_POLICIES, said });
  return true;
}

/** What they want beside it comes after it. */
async function keepWhatElse(talk: Talk): Promise<void> {
  const { words } = talk.said;
  const rest = cut(words)
    .map(({ at, end }) => words.slice(at, end))
    .filter((clause) => !isOfOwn(clause, talk))
    .join('，');
  const { intent, score } = rest === '' ? talk.said : talk.services.understand(rest);
  if (rest === '' || talk.state.pending || !isBusiness(intent) || score < CERTAINTY.ofItsOwn) return;
  // 不如退了算了，现在退能拿多少: what leads to the figure is no wish of its own.
  if (isOfHolder(ownAskedIn(words, talk)) && !ASKS['wants-it-done'].test(rest)) return;
  talk.state.pending = [{ intent, words: rest }];
  const requests = [OWN_POLICIES, intent].map((name) => ({ label: nameFor(name, talk.locale) }));
  await talk.say('several.taken', { count: requests.length, requests });
}

/** Who wants their policies shown wants nothing done to them. */
function isOfOwn(words: string, talk: Talk): boolean {
  const asked = ownAskedIn(words, talk);
  return asked === 'list' || (asked !== undefined && !ASKS['wants-it-done'].test(words));
}

/** Who tells more tells of a matter. */
const MOST_OF_OWN = 160;

/** Digits, and little else, while none are taken. */
const triesOn = (talk: Talk): boolean => {
  const { digits, bare, code } = toldBy(talk);
  return talk.said.words.length <= MOST_TRIED && (digits ?? bare ?? code) !== undefined;
};
const MOST_TRIED = 40;

/** Verifies the customer above whatever is in hand, which goes on afterwards. */
async function verify(talk: Talk, takes: Record<string, unknown> = {}): Promise<void> {
  const verified = talk.services.identity.verified();
  talk.speakAs(VERIFICATION);
  if (verified) {
    await talk.say('verification.is-verified', { name: verified.name });
    return resume(talk);
  }
  takeUpUnchecked(talk);
  const { frame, status } = await start(talk, VERIFICATION, takes);
  await leave(talk, frame, status);
}

/** A reference of the desk's, and nothing that the dialog in hand or another wish makes of the message. */
async function byReference(talk: Talk): Promise<boolean> {
  const { said, state } = talk;
  if (referencesIn(talk).length === 0) return false;
  const isOther = !STATUSES.includes(said.intent) && said.intent !== 'out-of-scope';
  const top = state.stack.at(-1);
  if (isOther || (top && dialogNamed(top.dialog, talk.services)?.takesReferences)) return false;
  await begin(talk, { intent: STATUSES.includes(said.intent) ? said.intent : STATUS, said });
  return true;
}
