import type { Product } from '../../knowledge/product.ts';
import { ACT_WORDS } from '../../understanding/acts/act-words.ts';
import { doesInHand, toSummary } from '../../understanding/acts/in-hand.ts';
import { ASKS_OF_COVER } from '../../understanding/asking.ts';
import { aspectOf } from '../../understanding/clauses/clauses.ts';
import { IDENTITY } from '../../understanding/identity.ts';
import { LEAVING } from '../../understanding/leaving.ts';
import { type Asked, askedIn, besides, WHETHER_PAID } from '../../understanding/meanwhile/asked-in.ts';
import { likelyQuestion, questionIn } from '../../understanding/meanwhile/question-in.ts';
import { isLast } from '../../understanding/meanwhile/rules.ts';
import { ASKS } from '../../understanding/question.ts';
import { bestOf } from '../conversations/ask/ask.ts';
import { sayCover, sayHowItGoes, sayNearest, sayNotHere } from '../conversations/ask/meanwhile.ts';
import { productAtHand } from '../conversations/ask/product-at-hand.ts';
import { sayGeneral } from '../conversations/ask/say-answer.ts';
import { dialogNamed, type Intent } from '../conversations/index.ts';
import { isAside } from '../conversations/report-incident/asides.ts';
import { answersQuietly } from '../conversations/report-incident/quietly.ts';
import type { Told } from '../conversations/report-incident/report.ts';
import { VERIFICATION } from '../identity/verification.ts';
import { CALL_BACK } from '../kit/call-back/call-back.ts';
import { CERTAINTY } from '../kit/certainty.ts';
import { matterInHand } from '../kit/matter.ts';
import type { Said, Talk } from '../kit/talk.ts';
import { meantIn } from './after-submitting.ts';
import { answerInstead } from './asked-not-wanted.ts';

/** Whoever asks no more than this asks of all of it. */
const ONE_QUESTION = 140;
/** So many questions are answered at once. */
const MOST_ANSWERED = 3;

/** What somebody else wants: none of it is a fact of the matter. */
const OF_OTHERS = 'pay-privately';

const COMPLAINING: Intent = 'file-complaint';
const REPORTING: Intent = 'report-incident';
const ASKING: Intent = 'ask';

/** What is said of the matter's course, in whatever mood: the form meets it. */
const OF_THE_FORM = [
  LEAVING.restart,
  LEAVING.summary,
  LEAVING.resume,
  ACT_WORDS['begins-again'],
  ACT_WORDS['hears-it-back'],
  ACT_WORDS['goes-on-with-it'],
];

/** What a message asks amid a matter, and what else it says. */
export interface AskedMeanwhile {
  /** Says the answers. */
  answer: () => Promise<void>;
  /** The message without what it asks; undefined where that is all. */
  rest: Said | undefined;
  /** What was told for the question, in its own clauses: facts may stand in it. */
  told: Said | undefined;
}

/**
 * What is asked while a matter is in hand, or about one that was submitted, wherever it stands in the message: how the
 * matter goes, or whether it is paid. Undefined where nothing is asked that can be answered.
 */
export async function askedMeanwhile(talk: Talk): Promise<AskedMeanwhile | undefined> {
  const { state, said } = talk;
  const top = state.stack.at(-1)?.dialog;
  const matter = matterInHand(talk);
  // 还缺啥 不缺就交: the form hands it in.
  if (matter && !matter.isSubmitted && doesInHand(said.words, 'submits-if-whole', 'asks-left') && handsIn(said.words))
    return undefined;
  const isCall = top === CALL_BACK;
  if ((!matter && talk.services.floor() !== 'queue' && !isCall) || said.distress) return undefined;
  // What opens a complaint asks of nobody: how dare you.
  if (top === COMPLAINING && matter?.filled.happened === undefined) return undefined;
  // Who has lost somebody is answered as that is, where there is something to say.
  if (top === REPORTING && matter?.filled.what === 'death' && answersQuietly(said.words)) return undefined;
  const taken: { asked: Asked; say: () => Promise<void> }[] = [];
  for (const asked of askedIn(said.words).slice(0, MOST_ANSWERED)) {
    if (isCall && !isAskedAmidCall(asked)) continue;
    const say = await answerTo(talk, asked);
    if (say) taken.push({ asked, say });
  }
  if (taken.length === 0) return undefined;
  const rest = besides(
    said.words,
    taken.map(({ asked }) => asked),
  );
  const told = taken
    .filter(({ asked: { question } }) => question !== OF_OTHERS)
    .map(({ asked }) => asked.told)
    .filter(Boolean)
    .join('\n');
  return {
    answer: async () => {
      for (const { say } of taken) await say();
    },
    rest: rest === '' ? undefined : talk.saidAs(rest),
    told: told === '' ? undefined : talk.saidAs(told),
  };
}

/** What is asked in so many words while a call is noted; a question of the call itself is met there. */
const isAskedAmidCall = ({ question, isPlain }: Asked): boolean =>
  isPlain && question !== undefined && !isLast(question) && !OF_THE_CALL.includes(question);
const OF_THE_CALL: readonly string[] = ['when-contact', 'add-later', 'change-later', 'something-missing'];

const handsIn = (words: string): boolean => toSummary(words) === 'yes';

/** What answers a question; undefined where nothing is sure to. */
async function answerTo(talk: Talk, asked: Asked): Promise<(() => Promise<void>) | undefined> {
  const { question, words, isPlain } = asked;
  const matter = matterInHand(talk);
  if (isOfTheForm(talk, asked) || isCaredFor(talk, question)) return undefined;
  if (matter?.dialog === REPORTING && isAside(words, matter.filled as Told)) return undefined;
  if (question && question !== WHETHER_PAID) return () => sayHowItGoes(talk, question);
  if (question === undefined && !isPlain) return undefined;
  const { intent, score } = talk.services.understand(words);
  const isAsked = intent === 'ask' && score >= CERTAINTY.ofItsOwn;
  const isContested = aspectOf(words).mood === 'contested';
  if (isContested) return undefined;
  const isOfComplaint = matter?.dialog === COMPLAINING && !isAsked;
  const likely = question ?? likelyQuestion([words, asked.inContext], { sure: !isOfComplaint });
  if (question === undefined && likely !== undefined) return () => sayHowItGoes(talk, likely);
  if (isOfComplaint) return undefined;
  if (question === undefined && !isAsked && !ASKS_OF_COVER.test(words)) return undefined;
  const product = await productFor(talk, words);
  const readings = [...new Set([asked.inContext, words, talk.said.words])].filter(
    ({ length }) => length <= ONE_QUESTION,
  );
  if (product && (await hasAnswer(talk, product, readings)))
    return async () => void (await sayCover(talk, product, readings));
  if (question) return () => sayHowItGoes(talk, question);
  const perhaps = likelyQuestion([words, asked.inContext]);
  return perhaps === undefined ? undefined : () => sayHowItGoes(talk, perhaps);
}

/** Whether it was met already in the words that come before everything: what to do beside somebody hurt, or with a swindler. */
const isCaredFor = (talk: Talk, question: string | undefined): boolean =>
  talk.says(/^danger\.private/) || (question !== undefined && isLast(question) && talk.says(/^care\.until-help/));

/** Whether what is in hand answers it itself: what was noted, why it is asked who they are. */
function isOfTheForm({ state }: Talk, { question, words }: Asked): boolean {
  const top = state.stack.at(-1)?.dialog;
  if (top === VERIFICATION && IDENTITY.why.test(words)) return true;
  const isReadBack = question === 'something-missing' && top !== undefined;
  return isReadBack || OF_THE_FORM.some((pattern) => pattern.test(words));
}

/** The product that a question of cover is about, where the talk or the question says so. */
async function productFor(talk: Talk, words: string): Promise<Product | undefined> {
  const { knowledge } = talk.services;
  const [named, another] = knowledge.productsNamed(words);
  if (named) return another ? undefined : named;
  const { product, line } = await productAtHand(talk, words);
  const [spokenOf, ...others] = knowledge.productsIn(words);
  return product ?? bestOf(talk, line, words) ?? (others.length === 0 ? spokenOf : undefined);
}

async function hasAnswer(talk: Talk, product: Product, readings: readonly string[]): Promise<boolean> {
  return readings.some((question) => {
    const reply = talk.services.knowledge.reply(question, talk.locale, { product });
    return reply.kind === 'general' || (reply.kind === 'product' && reply.answer.verdict !== 'unknown');
  });
}

/** Where nothing is in hand either: answers a question about how a matter goes generally. Returns whether one was asked. */
export async function answerGenerally(talk: Talk): Promise<boolean> {
  const [asked] = askedIn(talk.said.words).flatMap(({ question }) => question ?? []);
  if (asked === undefined || isLast(asked)) return false;
  await sayHowItGoes(talk, asked);
  return true;
}

/** Whether a machine or a person writes here, asked alone, wants nobody fetched. Returns whether that was asked. */
export async function answerWhoWrites(talk: Talk): Promise<boolean> {
  const { words, score } = talk.said;
  // "Can I talk to a person" is nearly what asks whether one writes, and wants one: where a rule heard that, it is.
  const asked = askedIn(words).filter(
    (one) => one.question === WHO_WRITES && (score < CERTAINTY.byRule || questionIn(one.words, false) === WHO_WRITES),
  );
  if (asked.length === 0 || besides(words, asked) !== '') return false;
  await sayHowItGoes(talk, WHO_WRITES);
  return true;
}
const WHO_WRITES = 'robot';

/** Where nothing answers what is plainly asked: says so honestly. Returns whether something was asked. */
export async function answerHonestly(talk: Talk): Promise<boolean> {
  if (!matterInHand(talk) || !isPlainlyAsked(talk) || talk.says(/^(?:care\.until-help|danger\.private)/)) return false;
  if (!(await sayNearest(talk))) await sayNotHere(talk);
  return true;
}

/**
 * What is asked while a call-back is being noted is answered, as far as it can be, and opens no matter; the call stands as
 * it was told. Returns whether something was asked.
 */
export async function answerAmidCall(talk: Talk): Promise<boolean> {
  const { words, intent, score } = talk.said;
  const isPlain = askedIn(words).some((asked) => asked.isPlain) && ASKS['in-a-clause'].test(words);
  if (talk.state.stack.at(-1)?.dialog !== CALL_BACK || !isPlain) return false;
  if ((await answerInstead(talk, intent)) || (await answerGenerally(talk))) return true;
  const { knowledge } = talk.services;
  const general = knowledge.askGeneral(words, talk.locale)?.entry;
  talk.speakAs('ask');
  if (general) await sayGeneral(talk, general);
  else if (intent === ASKING && score >= CERTAINTY.ofItsOwn) return false;
  else if (!(await sayNearest(talk))) await sayNotHere(talk);
  return true;
}

const isPlainlyAsked = ({ said: { words } }: Talk): boolean => {
  const asked = askedIn(words);
  return asked.some(({ isPlain }) => isPlain) && ASKS['in-a-clause'].test(words) === true;
};

/** Takes the facts that were told for a question, which answer none of ours; what holds none is kept as a note. */
export async function keepTold(talk: Talk): Promise<void> {
  const top = talk.state.stack.at(-1);
  const dialog = top && dialogNamed(top.dialog, talk.services);
  talk.keptIt();
  if (!top || !dialog)
    return talk.services.cases.note({ words: talk.said.text, entry: talk.said.entryId, by: 'customer' }, meantIn(talk));
  talk.speakAs(top.dialog);
  if ((await dialog.amend?.(talk, top, { before: '' })) === undefined) await dialog.note?.(talk, top);
}

/** Keeps what wasn't answered with the matter that it was asked about. */
export async function keepUnanswered(talk: Talk): Promise<void> {
  const { unanswered, stack } = talk.state;
  if (unanswered === undefined) return;
  talk.keptIt();
  delete talk.state.unanswered;
  const top = stack.at(-1);
  const dialog = top && dialogNamed(top.dialog, talk.services);
  const note = { words: unanswered, entry: talk.said.entryId, by: 'customer' as const };
  if (top && dialog?.note) await dialog.note(talk.taking({ ...talk.said, text: unanswered }), top);
  else await talk.services.cases.note(note, meantIn(talk));
}
