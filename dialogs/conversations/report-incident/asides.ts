import { CALLED, DONT_HAVE, QUESTION } from '../../../understanding/form-words.ts';
import { plainly } from '../../../understanding/loss/plainly.ts';
import { phrases } from '../../../understanding/phrases/phrases.ts';
import type { Talk } from '../../kit/talk.ts';
import { lineOf, type Told } from './report.ts';

const list = phrases('reporting', [
  'where-to-send',
  'may-report',
  'may-repair',
  'somebody-else',
  'what-is-meant',
  'drunk-paid',
  'not-now',
  'papers',
  'by-the-way',
  'another',
  'not-yet',
  'beside-it',
  'died-before',
  'quiet-next',
  'quiet-papers-lost',
  'quiet-safe',
  'quiet-drink',
  'quiet-how-much',
]);
export const {
  'may-report': MAY_REPORT,
  'not-now': NOT_NOW,
  papers: PAPERS,
  'by-the-way': BY_THE_WAY,
  another: ANOTHER,
  'not-yet': NOT_YET,
  'beside-it': BESIDE_IT,
  'died-before': DIED_BEFORE,
  'quiet-next': ASKS_WHAT_NEXT,
  'quiet-papers-lost': PAPERS_LOST,
  'quiet-safe': OTHERS_SAFE,
  'quiet-drink': DRANK,
  'quiet-how-much': HOW_MUCH,
} = list;

/** What customers ask about a report itself, and the sentence that answers it. */
const ASIDES: readonly (readonly [RegExp, string, (told: Told) => boolean])[] = [
  [list['where-to-send'], 'where-to-send', () => true],
  [list['somebody-else'], 'somebody-else', () => true],
  [list['may-report'], 'may-report', () => true],
  [list['may-repair'], 'may-repair', (told) => lineOf(told) === 'motor'],
  [list['drunk-paid'], 'drunk-paid', ({ driving }) => driving?.includes('own-drunk') === true],
  [list['what-is-meant'], 'what-is-meant', () => true],
];

/** Whether a question is about the report itself, and answered by it. */
export const isAside = (words: string, told: Told): boolean =>
  ASIDES.some(([asks, , applies]) => asks.test(plainly(words)) && applies(told));

/** Answers what is asked about the report itself: where a picture goes, whether the car may be repaired. Returns whether it did. */
export async function aside(talk: Talk, told: Told): Promise<boolean> {
  const said = plainly(talk.said.words);
  if (CALLED.policy.test(said) && DONT_HAVE.test(said) && !QUESTION.test(said)) {
    await talk.say('report-incident.no-number');
    return true;
  }
  const found = ASIDES.find(([asks, , applies]) => asks.test(said) && applies(told));
  if (!found) return false;
  await talk.say(`report-incident.${found[1]}`, aboutRepair(told));
  return true;
}

/** What a sentence about repairs may say. */
export const aboutRepair = ({ fault, vehicles }: Told): Record<string, unknown> => ({
  otherAtFault: fault?.fault === 'other' || fault?.fault === 'mainly-other',
  fled: vehicles?.other?.fled === true,
});
