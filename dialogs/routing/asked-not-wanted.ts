import { type Asked, askedIn, besides } from '../../understanding/meanwhile/asked-in.ts';
import { isGeneral, isLast } from '../../understanding/meanwhile/rules.ts';
import { ASKS } from '../../understanding/question.ts';
import { sayHowItGoes } from '../conversations/ask/meanwhile.ts';
import { sayGeneral } from '../conversations/ask/say-answer.ts';
import { dialogNamed, type Intent } from '../conversations/index.ts';
import { OWN_POLICIES } from '../identity/own-policies.ts';
import { VERIFICATION } from '../identity/verification.ts';
import { CERTAINTY } from '../kit/certainty.ts';
import type { Talk, Wish } from '../kit/talk.ts';
import { dropMatter } from './dropping.ts';

/** What a colleague is to do with somebody's contract: who only asks about it wants none of it begun. */
const FOR_A_COLLEAGUE: readonly string[] = ['policy-rights', 'renewal', 'transfer-policy'] satisfies Intent[];
/** What is told of a matter or wanted otherwise, unless it is nothing but a general question. */
const BEGINS: readonly string[] = [
  'benefit-payment',
  'change-policy',
  'claim-status',
  'complaint-status',
  'file-complaint',
  'report-incident',
  'my-agent',
] satisfies Intent[];

/** Their own figures are on the way to them: they are told all the same. */
const TELLING: readonly string[] = [OWN_POLICIES, VERIFICATION];

/** So many questions are answered at once. */
const MOST_ANSWERED = 3;

/**
 * A question that was taken for a wish is answered, and nothing begun: by what is the same for everybody, or generally.
 * Returns whether it was one.
 */
export async function answerInstead(talk: Talk, intent: string): Promise<boolean> {
  const { words } = talk.said;
  const isOfColleague = FOR_A_COLLEAGUE.includes(intent);
  if (!(isOfColleague || BEGINS.includes(intent)) || ASKS['wants-it-done'].test(words)) return false;
  const asked = askedIn(words);
  const known = asked.filter((one): one is Asked & { question: string } => mayBeAnswered(one, isOfColleague));
  if (known.length > 0 && (isOfColleague || besides(words, known) === '')) {
    for (const { question } of known.slice(0, MOST_ANSWERED)) await sayHowItGoes(talk, question);
    return true;
  }
  const isAsked = asked.some(({ isPlain }) => isPlain) || ASKS.meanwhile.test(words) || ASKS['only-asks'].test(words);
  if (!isOfColleague || !isAsked) return false;
  talk.speakAs('ask');
  const reply = talk.services.knowledge.reply(words, talk.locale, {});
  if (reply.kind === 'general') await sayGeneral(talk, reply.entry);
  await talk.say(`asked.${intent}`, { isAnswered: reply.kind === 'general' });
  return true;
}

const mayBeAnswered = ({ question }: Asked, isOfColleague: boolean): boolean =>
  question !== undefined && !isLast(question) && (isOfColleague || isGeneral(question));

/**
 * Who says that they only asked hears that nothing is done; what was begun of it for a colleague is let go. Returns whether
 * that was said, and nothing else.
 */
export async function onlyAsks(talk: Talk): Promise<boolean> {
  const { words } = talk.said;
  const top = talk.state.stack.at(-1);
  if (words.length > MOST_OF_IT || (top && ![...FOR_A_COLLEAGUE, ...TELLING].includes(top.dialog))) return false;
  const isOnly = ASKS['only-asks'].test(words) && top !== undefined && askedIn(words).length === 0;
  if (!isOnly && !ASKS['not-for-real'].test(words)) return false;
  if (top && !TELLING.includes(top.dialog)) await dropMatter(talk);
  talk.speakAs('ask');
  await talk.say('asked.only-asked');
  return true;
}
/**
 * Who wants their contract left as it is, beside another matter, hears that it is; their words stand with the matter.
 * Returns whether that was it.
 */
export async function staysAsItIs(talk: Talk): Promise<boolean> {
  const { words } = talk.said;
  const top = talk.state.stack.at(-1);
  // 退就不退了, once the figure was told, or while it is found out who asks.
  const isLeft = talk.state.stack.every(({ dialog }) => TELLING.includes(dialog)) && ASKS['lets-be'].test(words);
  const isElse = isLeft || (top !== undefined && ![...FOR_A_COLLEAGUE, ...TELLING, CHANGES].includes(top.dialog));
  if (!isElse || words.length > MOST_OF_IT || !(isLeft || ASKS.stays.test(words))) return false;
  if (top && !isLeft) await dialogNamed(top.dialog, talk.services)?.note?.(talk, top);
  talk.speakAs('ask');
  await talk.say('asked.stays');
  return true;
}

/** Who says more says something else, too. */
const MOST_OF_IT = 60;

/**
 * What is told for information only (no change is wanted) is kept as that with the matter in hand. Returns whether it was.
 */
export async function keepsAsInformation(talk: Talk): Promise<boolean> {
  const { words } = talk.said;
  if (words.length > MOST_TO_KEEP || !ASKS['for-information'].test(words)) return false;
  const top = talk.state.stack.at(-1);
  const dialog = top && top.dialog !== CHANGES ? dialogNamed(top.dialog, talk.services) : undefined;
  if (!top || !dialog?.note) return false;
  await dialog.note(talk, top);
  talk.speakAs('ask');
  await talk.say('asked.as-information');
  return true;
}
/** Who says more tells a story. */
const MOST_TO_KEEP = 140;
const CHANGES: Intent = 'change-policy';

/** Whether something is wanted in so many words, of what is easily suspected in a sigh: 钱都是我交的 complains of nothing. */
export const isPlainlyWanted = ({ intent, said: { words, score } }: Wish): boolean =>
  !SUSPECTED.includes(intent) || score >= CERTAINTY.byRule || ASKS['wants-it-done'].test(words);
const SUSPECTED: readonly string[] = [...FOR_A_COLLEAGUE, 'benefit-payment', 'file-complaint', 'my-agent'];
