import { ACT_WORDS } from '../../understanding/acts/act-words.ts';
import { cut } from '../../understanding/clauses/cut.ts';
import { contestsDecision } from '../../understanding/complaints/review.ts';
import { IDENTITY } from '../../understanding/identity.ts';
import { tellsOfIncident } from '../../understanding/incident.ts';
import { allOfOwn, asksOfEarlierClaim, besidesOwn, type OwnAsked } from '../../understanding/own-asked.ts';
import { PRIVACY } from '../../understanding/privacy.ts';
import { ASKS } from '../../understanding/question.ts';
import { dialogNamed, type Intent, isBusiness } from '../conversations/index.ts';
import { claimIn, knownBefore, merged, toldBy } from '../identity/details.ts';
import { takeUpUnchecked } from '../identity/outcome.ts';
import { isOfHolder, OWN_POLICIES, ownAskedIn, tellOf } from '../identity/own-policies.ts';
import { referencesIn } from '../identity/references.ts';
import { sayLocked, VERIFICATION } from '../identity/verification.ts';
import { CERTAINTY } from '../kit/certainty.ts';
import { nameFor } from '../kit/names.ts';
import type { Said, Talk } from '../kit/talk.ts';
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
  const isAwaited = state.askedOfOwn !== undefined || state.stack.some(({ dialog }) => dialog === VERIFICATION);
  const mayCheck = IDENTITY.checks.test(said.words);
  if (said.words.length > MOST_OF_OWN || !DIGIT.test(said.words)) return false;
  const told = toldBy(talk);
  const isAlone = saysNothingElse(said.words, told);
  if (!mayCheck && !(state.unchecked && !top) && !isAwaited && !isAlone) return false;
  const { policyNumber, phone, name, digits = told.bare } = told;
  const details = merged(knownBefore(talk, digits !== undefined), { ...told, ...(digits ? { digits } : {}) }, true);
  const isWhole = digits !== undefined && digits.length >= identity.idDigits && claimIn(details, identity.idDigits);
  // Who asked for what only they may hear, and says who they are, is asked for the rest.
  const isBegun = isAwaited && isAlone && name !== undefined && (policyNumber ?? told.plate) !== undefined;
  if (!isWhole && !isBegun) return false;
  state.known = { ...(phone ? { phone } : {}), ...(policyNumber ? { policyNumber } : {}), ...state.known };
  if (name && top?.state.filled && !('name' in (top.state.filled as object))) Object.assign(state.known, { name });
  await verify(talk, { takesPhone: true, takesBare: true });
  return true;
}

/**
 * What stands in their own contract, or in the record of their claim or complaint, is told to whoever is known, or has
 * nothing else in hand, before it is answered generally. Returns what is left to be met, if anything: the matter in hand goes
 * on then; `begun` where a conversation tells it.
 */
export async function tellsOwn(talk: Talk): Promise<'begun' | { rest?: Said } | undefined> {
  const { state, services, said } = talk;
  if (said.distress || said.files > 0) return undefined;
  const verified = services.identity.verified();
  if (state.stack.length > 0) return verified && tellsAmid(talk, verified.customer);
  if (isOfHolder(ownAskedIn(said.words, talk)) && (await asksOfOwn(talk))) return 'begun';
  return (await beginsToTell(talk, verified !== undefined)) ? 'begun' : undefined;
}

/** Amid another matter it is told at once, and what else the message says is met as if it stood alone. */
async function tellsAmid(talk: Talk, customer: string): Promise<{ rest?: Said } | undefined> {
  const { said, state } = talk;
  const { words } = said;
  const kinds = allOfOwn(words, { isKnown: true });
  const top = state.stack.at(-1)?.dialog;
  if (kinds.length === 0 || top === VERIFICATION || isOwnCaseHere(talk, kinds)) return undefined;
  talk.speakAs(OWN_POLICIES);
  for (const kind of kinds) await tellOf(talk, kind, words, customer);
  const rest = besidesOwn(clausesOf(words), true).filter(saysMore).join('，');
  return rest === '' ? {} : { rest: talk.saidAs(rest) };
}

/** Nothing in hand: it begins to be told, by the conversation that tells it. */
async function beginsToTell(talk: Talk, isKnown: boolean): Promise<boolean> {
  const { said, state } = talk;
  const { words, text, intent, score } = said;
  const kinds = allOfOwn(words, { isKnown });
  if (kinds.length === 0 || ASKS['wants-it-done'].test(words) || contestsDecision(text)) return false;
  if (OWN_MATTERS.includes(intent) && (score >= CERTAINTY.byRule || ACT_WORDS.complains.test(words))) return false;
  if (!isKnown && PRIVACY.another.test(words)) return false;
  const isOfCases = kinds.every((kind) => kind in STATUS_OF);
  if (isOfCases && STATUSES.includes(intent)) return false;
  // What the desk itself took down here is told by the conversation of its own.
  if (isOfCases && (state.submitted || state.handedIn)) return false;
  if (!isKnown && kinds.every((kind) => IN_GENERAL.includes(kind)) && !TOLD_OF_OWN.includes(intent)) return false;
  // Who tells of something else, too, is heard in that; what they asked is kept until it is known who they are.
  const rest = besidesOwn(clausesOf(words), isKnown).filter(saysMore).join('，');
  const isHowItCame =
    isOfCases && intent !== COMPLAINS && asksOfEarlierClaim(words) && !ASKS['wants-it-done'].test(rest);
  const isElse = !isHowItCame && rest !== '' && (tellsOfIncident(rest) || isAnotherMatter(talk, rest));
  if (!isKnown && isElse) return false;
  keepWhatElseIsWanted(talk, rest);
  const [first] = kinds;
  const dialog = isOfCases && kinds.length === 1 && first ? (STATUS_OF[first] ?? OWN_POLICIES) : OWN_POLICIES;
  await begin(talk, { intent: dialog, said });
  return true;
}

/** What stands in the insurer's record of a claim or a complaint, and who tells it. */
const STATUS_OF: Readonly<Partial<Record<OwnAsked, string>>> = {
  claim: 'claim-status' satisfies Intent,
  complaint: 'complaint-status' satisfies Intent,
  reason: OWN_POLICIES,
};
const COMPLAINS: Intent = 'file-complaint';
const OWN_MATTERS: readonly string[] = ['report-incident', 'file-complaint'] satisfies Intent[];
/** Asked by somebody who isn't known, these may be asked of anything. */
const IN_GENERAL: readonly OwnAsked[] = ['sum', 'period', 'list', 'salesperson', 'beneficiary'];
const TOLD_OF_OWN: readonly string[] = ['ask', 'policy-rights', 'renewal', 'out-of-scope'] satisfies Intent[];

/** What else is wanted in the same message comes after it. */
function keepWhatElseIsWanted(talk: Talk, rest: string): void {
  if (talk.state.pending || rest === '') return;
  const { intent, score } = talk.services.understand(rest);
  if (isBusiness(intent) && score >= CERTAINTY.ofItsOwn && ASKS['wants-it-done'].test(rest))
    talk.state.pending = [{ intent, words: rest }];
}

/** Whether these words want something that isn't told out of the book. */
function isAnotherMatter({ services }: Talk, rest: string): boolean {
  const { intent, score } = services.understand(rest);
  return isBusiness(intent) && score >= CERTAINTY.ofItsOwn && ![...TOLD_OF_OWN, ...STATUSES].includes(intent);
}

const clausesOf = (words: string): string[] => cut(words).map(({ at, end }) => words.slice(at, end));

/** 啥时候, "and how much": what is left of the question says nothing of its own. */
const saysMore = (clause: string): boolean =>
  /\d/.test(clause) || clause.length > (/\p{Script=Han}/u.test(clause) ? LITTLE : LITTLE_LATIN);
const LITTLE = 5;
const LITTLE_LATIN = 16;

/** How a report or a complaint that was handed in here stands, the desk's own conversation tells. */
const isOwnCaseHere = ({ state }: Talk, kinds: readonly OwnAsked[]): boolean =>
  kinds.every((kind) => kind === 'claim' || kind === 'complaint') && state.handedIn !== undefined;

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

/** Numbers and a name, and hardly anything beside them: nothing but who they are is told. */
function saysNothingElse(words: string, { name = '' }: { name?: string }): boolean {
  const rest = words
    .replace(name, ' ')
    .replace(NUMBERS, ' ')
    .replace(IDENTITY['id-tail'], ' ')
    .replace(LABELS, ' ')
    .replace(/[^\p{Letter}]+/gu, '');
  return rest.length <= (/\p{Script=Han}/u.test(rest) ? LITTLE : LITTLE_LATIN);
}
const DIGIT = /\d/;
const NUMBERS = /[\p{Script=Han}]?[A-Za-z]{0,2}\d[\dA-Za-z -]*/gu;
const LABELS = new RegExp(IDENTITY.labels.source, 'giu');

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
  // One that was asked beneath another matter is this one now.
  talk.state.stack = talk.state.stack.filter(({ dialog }) => dialog !== VERIFICATION);
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
