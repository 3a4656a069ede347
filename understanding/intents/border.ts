import { lettersOf } from '../clauses/marks.ts';
import { tellsOfIncident } from '../incident.ts';

/*
 * What is ours, and what is nobody's business here: how much more a message has to speak for an intent than for none. The
 * borders were chosen by what each of several authors wrote, scored by what was learnt from the others (docs/decisions/0034).
 */

const RATHER_THAN_NONE = 0.22;
/** What is said in two languages says everything more faintly. */
const IN_BOTH_LANGUAGES = 0.08;
/** Whoever wants a person, or tells what happened, is met where it is as likely as not. */
const AS_LIKELY: Readonly<Record<string, number>> = { human: 0, 'report-incident': 0.1 };
/**
 * Whoever tells of an accident in words that nobody used before must not hear that it is nobody's business. Further off
 * than this a word of an accident is of something else: a curse, a leave of absence.
 */
const TOLD_IN_ITS_WORDS = -0.6;

/** Whether a message wants what is likeliest of the desk's intents, by how much more it speaks for any than for none. */
export function isOurs(intent: string, rather: number, words: string): boolean {
  const border = lettersOf(words) === 'both' ? IN_BOTH_LANGUAGES : RATHER_THAN_NONE;
  if (rather >= Math.min(border, AS_LIKELY[intent] ?? border)) return true;
  return intent === 'report-incident' && rather >= TOLD_IN_ITS_WORDS && tellsOfIncident(words);
}
