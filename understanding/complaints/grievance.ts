import { simplified } from '../../language/simplified.ts';
import { normalize } from '../../language/text.ts';
import { cut } from '../clauses/cut.ts';
import { DONT_HAVE, RATHER_NOT } from '../form-words.ts';
import { freeText } from '../values/kit/free-text.ts';
import { withoutIdentifiers } from '../values/kit/identifiers.ts';
import type { ReadingContext, ValueReader } from '../values/kit/reading.ts';
import { ABOUT, COMPLAINT, DEMANDS, RESPONDENTS, WANTED } from './words.ts';

/** More is cut at a sentence; the whole of it stands in the log. */
const inTheirWords = freeText({ least: 2, most: 4_000 });
/** So much of a message is looked at for whether it tells anything. */
const READ = 2_000;
/** What is left of a clause once it is bare of what says nothing has at least so many characters, or words. */
const LEAST = { han: 3, words: 2 };

/** Who says that they haven't got something, or would rather not say it, says no more than this. */
const LACK = 40;

const everywhere = ({ source }: RegExp): RegExp => new RegExp(source, 'gi');
const VAGUE = everywhere(COMPLAINT.vague);
/** Told beside what happened, and nothing of it: whom it is about, whom they will turn to, how they are reached. */
const BESIDE = [
  ...RESPONDENTS.map((one) => ABOUT[one]),
  COMPLAINT.withdraws,
  COMPLAINT.threatens,
  COMPLAINT['asks-effect'],
  COMPLAINT.contests,
  COMPLAINT.decided,
].map(everywhere);
const CONTACT =
  /\p{Script=Han}{1,3}(?:先生|女士|小姐)|(?:我|本人)?(?:姓|叫|名字是?)\p{Script=Han}{1,4}|(?:我的?)?(?:手机|电话|号码|保单号?|联系方式|微信)(?:号码?)?(?:是|为|[:：])?|\b(?:my )?(?:name|phone|number|mobile|policy(?: number)?)(?: is|:)?\b|[\d□]+/giu;

/**
 * What happened, in the customer's own words: the message, where any of its clauses tells something. Only that they are
 * angry, whom they mean, or what they want, isn't it.
 */
export const grievance: ValueReader<string> = (text, context) =>
  tellsWhatHappened(text, context) ? inTheirWords(text, context) : undefined;

/** Whether a message tells what happened. */
export function tellsWhatHappened(text: string, context: ReadingContext): boolean {
  if (text.length <= LACK && !COMPLAINT.deeds.test(text) && (DONT_HAVE.test(text) || RATHER_NOT.test(text)))
    return false;
  const said = withoutIdentifiers(simplified(normalize(text.slice(0, READ))).slice(0, READ), context);
  return cut(said).some(({ at, end }) => tells(said.slice(at, end)));
}

function tells(clause: string): boolean {
  if (COMPLAINT.unless.test(clause) || isDemand(clause)) return false;
  const bare = BESIDE.reduce((rest, words) => rest.replace(words, ' '), clause);
  if (COMPLAINT.deeds.test(bare)) return true;
  // An apology I guess: what is wanted, in few words.
  if (DEMANDS.some((demand) => WANTED[demand].test(clause))) return false;
  const left = bare.replace(CONTACT, ' ').replace(VAGUE, ' ').trim();
  const han = left.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han >= LEAST.han || (left.match(/[a-z]{2,}/giu)?.length ?? 0) >= LEAST.words;
}

/** Whether a clause says what is wanted, and not that it wasn't done: 连个道歉都没有 tells. */
export const isDemand = (clause: string): boolean =>
  WANTED.wish.test(clause) && DEMANDS.some((demand) => WANTED[demand].test(clause));
