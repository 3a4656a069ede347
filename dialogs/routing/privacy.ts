import { cut } from '../../understanding/clauses/cut.ts';
import { dangerOf } from '../../understanding/hurt.ts';
import { tellsOfIncident } from '../../understanding/incident.ts';
import { PRIVACY } from '../../understanding/privacy.ts';
import { type Intent, isBusiness } from '../conversations/index.ts';
import { toldBy } from '../identity/details.ts';
import { ownAskedIn } from '../identity/own-policies.ts';
import { VERIFICATION } from '../identity/verification.ts';
import { CERTAINTY } from '../kit/certainty.ts';
import type { Said, Talk } from '../kit/talk.ts';
import { leave, pop, resume, start } from './stack.ts';

/*
 * Whose data it is. Who asks for somebody else's contract hears the same whether there is one, however they ask: a yes or
 * a no alone tells of another, too. What is their own goes on as ever.
 */

/** Meets what is asked of another one's data, and of the machine itself. Returns whether that was the answer. */
export async function guardAnother(talk: Talk): Promise<boolean> {
  const { state, said } = talk;
  const { words } = said;
  const wasJust = state.guarded === 'just';
  if (wasJust) state.guarded = 'before';
  if (PRIVACY['not-them'].test(words) && talk.services.identity.end('somebody-else')) return guard(talk, 'not-them');
  if (PRIVACY.machine.test(words)) return guard(talk, 'machine');
  if (PRIVACY['their-code'].test(words) && dangerOf(words) === undefined) return guard(talk, 'their-code');
  if (PRIVACY['court-takes'].test(words)) return guard(talk, 'court-takes');
  if (PRIVACY['asks-authority'].test(words)) return guard(talk, 'authority-papers');
  if (state.guarded && (await meetWhatFollows(talk, wasJust))) return true;
  if (asksByWhatTheyAre(talk)) {
    keepWhatIsTheirs(talk);
    return guard(talk, state.guarded ? 'authority' : 'another');
  }
  if (!PRIVACY.another.test(words) || PRIVACY.own.test(words) || (await insuresOthers(talk))) return false;
  keepTrouble(talk);
  return guard(talk, state.guarded ? 'another-again' : 'another');
}

/**
 * Who tells a whole story isn't stopped in it: that they are somebody else than who was verified ends that, and what they ask
 * in it of another one's contract is answered as ever; the story itself is met after that.
 */
export async function guardInStory(talk: Talk): Promise<void> {
  const { words } = talk.said;
  talk.speakAs(VERIFICATION);
  if (PRIVACY['not-them'].test(words) && talk.services.identity.end('somebody-else'))
    await talk.say('privacy.not-them');
  if (clausesOf(words).some((clause) => PRIVACY.another.test(clause) && !PRIVACY.own.test(clause))) {
    talk.state.guarded = 'just';
    await talk.say('privacy.another');
  }
}

/** What is asked of another one's contract beside somebody's trouble hears that nothing is told; the trouble is met all the same. */
export async function guardBeside(talk: Talk): Promise<void> {
  const { words } = talk.said;
  if (!PRIVACY.another.test(words) || PRIVACY.own.test(words) || (await insuresOthers(talk))) return;
  talk.state.guarded = 'just';
  talk.speakAs(VERIFICATION);
  await talk.say('privacy.another');
}

/** Who holds a contract that insures somebody else may ask of that: they are told what they hold themselves, and no more. */
async function insuresOthers({ services }: Talk): Promise<boolean> {
  const verified = services.identity.verified();
  if (!verified) return false;
  const held = (await services.policies.ofCustomer(verified.customer)).filter(
    ({ holder }) => holder === verified.customer,
  );
  return held.some(({ insured }) => insured.some(({ relation }) => relation !== 'self'));
}

/**
 * An officer, a lawyer, an employer, a creditor, whoever was asked by somebody to: of another one's contract they hear what
 * everybody hears.
 */
function asksByWhatTheyAre(talk: Talk): boolean {
  const { words } = talk.said;
  if (!isOfTheirs(words) || PRIVACY.own.test(words)) return false;
  if (!isOwnMatter(talk.said)) return true;
  // A matter of their own may stand behind it.
  const { asked, rest } = partedByTheirs(words);
  return rest !== '' && !isOwnMatter(talk.services.understand(asked));
}

/** Nothing that they report or complain of themselves is such a question. */
const isOwnMatter = ({ intent, score }: Pick<Said, 'intent' | 'score'>): boolean =>
  OWN_MATTERS.includes(intent) && score >= CERTAINTY.ofItsOwn;

/** What they want for themselves in the same message comes after the answer. */
function keepWhatIsTheirs({ said, state, services }: Talk): void {
  const { rest } = partedByTheirs(said.words);
  if (rest === '' || state.pending || state.stack.length > 0) return;
  const { intent, score } = services.understand(rest);
  if (COMES_AFTER.includes(intent) && score >= CERTAINTY.ofItsOwn) state.pending = [{ intent, words: rest }];
}

/** What happened to somebody of theirs, told with such a question, is taken down after the answer. */
function keepTrouble({ said, state }: Talk): void {
  const told = clausesOf(said.words).filter((clause) => !PRIVACY.another.test(clause));
  const words = told.join('，');
  if (state.pending || state.stack.length > 0 || !tellsOfIncident(words)) return;
  state.pending = [{ intent: REPORT, words }];
}
const REPORT: Intent = 'report-incident';

/** The clauses that ask about somebody else, and those behind them. */
function partedByTheirs(words: string): { asked: string; rest: string } {
  const clauses = clausesOf(words);
  const behind = 1 + clauses.findLastIndex((clause) => THEIRS.some((one) => PRIVACY[one].test(clause)));
  return { asked: clauses.slice(0, behind).join('，'), rest: clauses.slice(behind).join('，') };
}

/** Who they are and what they want stand close together; far apart in a letter they have nothing to do with each other. */
function isOfTheirs(words: string): boolean {
  if (!THEIRS.every((one) => PRIVACY[one].test(words))) return false;
  if (words.length <= MOST_TOGETHER) return true;
  const clauses = clausesOf(words);
  return clauses.some((_, at) => {
    const near = clauses.slice(at, at + TOGETHER).join('，');
    return THEIRS.every((one) => PRIVACY[one].test(near));
  });
}
const MOST_TOGETHER = 160;
const TOGETHER = 4;

const clausesOf = (words: string): string[] => cut(words).map(({ at, end }) => words.slice(at, end));

const THEIRS = ['as-official', 'of-a-contract', 'of-somebody'] as const;
const COMES_AFTER: readonly string[] = ['report-incident', 'file-complaint'] satisfies Intent[];
const OWN_MATTERS: readonly string[] = ['report-incident', 'file-complaint', 'risk-advice'] satisfies Intent[];

/** What comes after such a question: only a yes or a no, their own data, the other one themselves, more of the same. */
async function meetWhatFollows(talk: Talk, wasJust: boolean): Promise<boolean> {
  const { words } = talk.said;
  if (PRIVACY.own.test(words) && !PRIVACY.another.test(words)) return goOverToOwn(talk);
  if (PRIVACY['they-may'].test(words)) return guard(talk, 'they-may');
  if (PRIVACY['yes-or-no'].test(words) && isOnlyAskedOf(talk)) return guard(talk, 'yes-or-no');
  if (PRIVACY['as-them'].test(words)) return verifyAsThem(talk);
  if (isOnlyAskedOf(talk) && PRIVACY.rights.test(words)) return guard(talk, 'rights');
  if (isOnlyAskedOf(talk) && PRIVACY.bribe.test(words)) return guard(talk, 'bribe');
  if (!wasJust) return false;
  if (PRIVACY.authority.test(words)) return guard(talk, 'authority');
  return insists(talk) ? guard(talk, 'another-again') : false;
}

/** Nothing else is in hand of which it may be asked. */
const isOnlyAskedOf = ({ state: { stack } }: Talk): boolean => stack.every(({ dialog }) => dialog === VERIFICATION);

/** Right after the answer: more of who the other one is, or nothing that is a matter of its own. */
function insists(talk: Talk): boolean {
  const { intent, score } = talk.said;
  if (talk.state.stack.length > 0 || ownAskedIn(talk.said.words, talk)) return false;
  const { policyNumber, digits, plate, phone, bare } = toldBy(talk);
  if (policyNumber ?? digits ?? plate ?? phone ?? bare) return true;
  return intent === 'out-of-scope' || (isBusiness(intent) && score < CERTAINTY.ofItsOwn);
}

type Sentence =
  | 'another'
  | 'another-again'
  | 'their-code'
  | 'yes-or-no'
  | 'they-may'
  | 'authority'
  | 'authority-papers'
  | 'rights'
  | 'court-takes'
  | 'bribe'
  | 'not-them'
  | 'machine';

async function guard(talk: Talk, sentence: Sentence): Promise<true> {
  talk.state.guarded = 'just';
  talk.speakAs(VERIFICATION);
  await talk.say(`privacy.${sentence}`);
  if (talk.state.stack.at(-1)?.dialog !== VERIFICATION) await resume(talk);
  return true;
}

/** Who says to be the one whom they asked about hears that only they themselves can be verified; the check is as ever. */
async function verifyAsThem(talk: Talk): Promise<boolean> {
  if (talk.services.identity.lockedUntil()) return false;
  const top = talk.state.stack.at(-1);
  if (top?.dialog === VERIFICATION) return false;
  talk.speakAs(VERIFICATION);
  await talk.say('privacy.as-them');
  return verifyAnew(talk);
}

/** Their own contract: whoever was claimed to be asking before is forgotten. */
async function goOverToOwn(talk: Talk): Promise<boolean> {
  const { stack } = talk.state;
  if (talk.services.identity.verified() || stack.some(({ dialog }) => dialog !== VERIFICATION)) return false;
  const top = stack.at(-1);
  if (top) {
    talk.services.identity.forgetCode();
    pop(talk, top);
  }
  talk.speakAs(VERIFICATION);
  await talk.say('privacy.own');
  return verifyAnew(talk);
}

async function verifyAnew(talk: Talk): Promise<true> {
  const { frame, status } = await start(talk, VERIFICATION);
  await leave(talk, frame, status);
  return true;
}
