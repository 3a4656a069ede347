import { ACT_WORDS } from '../../understanding/acts/act-words.ts';
import { cut } from '../../understanding/clauses/cut.ts';
import { tellsOfIncident } from '../../understanding/incident.ts';
import { phrases } from '../../understanding/phrases/phrases.ts';
import { isAngry } from '../../understanding/tone.ts';
import type { Intent } from '../conversations/index.ts';
import { CERTAINTY } from '../kit/certainty.ts';
import type { Talk } from '../kit/talk.ts';
import { tellsOfMuch, tellsPlainly, withoutGrievance } from './asked-at-first.ts';

const REPORT: Intent = 'report-incident';
const NOTHING: Intent = 'out-of-scope';

const list = phrases('wants-report', ['wants', 'denied']);

/** What a report is taken for where something else is said with it: a greeting, a question, where they live. */
const TAKEN_FOR: readonly string[] = [
  'greeting',
  'thanks',
  'help',
  NOTHING,
  'change-policy',
  'benefit-payment',
  'claim-status',
  'ask',
] satisfies Intent[];

/** From so many characters on a message is a story, in which anything is named. */
const STORY = 240;
const STORY_LATIN = 480;

/**
 * The message taken for a report where nothing is in hand and it is one in so many words ("I wish to report it", 我想报个案),
 * or tells an incident among greetings and much else: whoever tells all at once needn't say it again. Nothing is changed of
 * who asks, is aggrieved, or was heard by a rule.
 */
export function toldAsReport(talk: Talk): Talk {
  const { said, state, services } = talk;
  const { intent, score, words, distress } = said;
  const isElsewhere = state.stack.length > 0 || state.submitted || state.unclear || services.floor() !== 'bot';
  if (isElsewhere || intent === REPORT || (distress && distress.kind !== 'loss')) return talk;
  const isStory = isLong(words);
  if (!isStory && (score >= CERTAINTY.byRule || !TAKEN_FOR.includes(intent))) return talk;
  if (list.denied.test(words) || !(isStory ? isToldIn(talk) : isToldBeside(talk))) return talk;
  return talk.taking({ ...said, intent: REPORT, score: CERTAINTY.nothingElse, other: undefined });
}

const isLong = (words: string): boolean => words.length > (/\p{Script=Han}/u.test(words) ? STORY : STORY_LATIN);

/** Whether a message opens a report with a whole story, in which whatever else is named is of it. */
export const opensWithStory = ({ said: { intent, words }, state: { stack, submitted } }: Talk): boolean =>
  intent === REPORT && stack.length === 0 && !submitted && isLong(words);

/** In a story: it is wanted, or much of an incident is told and nobody is complained of. */
const isToldIn = (talk: Talk): boolean =>
  list.wants.test(talk.said.words) ||
  (!isAngry(talk.said.words) && !ACT_WORDS.complains.test(talk.said.words) && tellsOfMuch(talk));

/** In few words: it is wanted, told plainly, or it is all that stands beside a greeting. */
function isToldBeside(talk: Talk): boolean {
  const { intent, words } = talk.said;
  if (!withoutGrievance(talk)) return false;
  if (list.wants.test(words)) return true;
  if (ASKING.includes(intent)) return false;
  return (
    tellsPlainly(talk) || (GREETS.includes(intent) && tellsOfIncident(words) && wantsBesideGreeting(talk) === REPORT)
  );
}
const ASKING: readonly string[] = ['ask', 'claim-status'] satisfies Intent[];
const GREETS: readonly string[] = ['greeting', 'thanks'] satisfies Intent[];

/** What the lines or clauses of a message want that greet nobody. */
function wantsBesideGreeting({ said: { text }, services }: Talk): string | undefined {
  const lines = text.includes('\n') ? text.split('\n') : cut(text).map(({ at, end }) => text.slice(at, end));
  const rest = lines.filter((line) => !GREETS.includes(services.understand(line).intent));
  return rest.length === lines.length ? undefined : services.understand(rest.join('. ')).intent;
}
