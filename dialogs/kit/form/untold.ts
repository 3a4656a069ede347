import { acknowledges } from '../../../understanding/acknowledges.ts';
import type { Act, ActName } from '../../../understanding/acts/act.ts';
import { ACT_WORDS } from '../../../understanding/acts/act-words.ts';
import { factNamed } from '../../../understanding/acts/facts.ts';
import { clauseDoes, type Done } from '../../../understanding/acts/in-hand.ts';
import { cut } from '../../../understanding/clauses/cut.ts';
import { tellsBeyond } from './beyond.ts';

/** What is done with words that tell nothing of the matter itself. */
const TELL_NOTHING: readonly ActName[] = [
  'ask',
  'want',
  'affirm',
  'deny',
  'skip',
  'cancel',
  'resume',
  'restart',
  'summary',
  'person',
  'greet',
  'thanks',
];

/** I'll ask my wife tells something, though it wants something first; words of courtesy are left to acts. */
const TELLS: readonly Done[] = ['else', 'first', 'puts-down', 'social'];

/** Words as short as this that name a fact only say what comes after them: 电话, "plate". */
const A_NAME = 12;

/** What only says that the matter is wanted. */
const WANTS = [ACT_WORDS.reports, ACT_WORDS.complains, ACT_WORDS.wishes];

/** The clauses of a message that no fact was told in (`told`: the words of those that were), and that do nothing else. */
export function untold(text: string, told: readonly string[], acts: () => readonly Act[]): string {
  const left = tellingClauses(text).filter((clause) => !told.some((words) => isOf(clause, words)));
  // Most messages are told whole: what they do besides needn't be read.
  return left.length === 0
    ? ''
    : left.filter((clause) => !acts().some((act) => tellsNothing(act) && isOf(clause, act.text))).join('；');
}

/** The clauses of a message in which facts were told, and more than these hold (`values`: all that is known, as text). */
export const toldBeyond = (text: string, told: readonly string[], values: readonly string[]): string[] =>
  told.length === 0
    ? []
    : tellingClauses(text).filter((clause) => told.some((words) => isOf(clause, words)) && tellsBeyond(clause, values));

/** The clauses that tell something of the matter. */
const tellingClauses = (text: string): string[] =>
  cut(text)
    .map(({ at, end }) => text.slice(at, end).trim())
    .filter((clause) => SAYS_SOMETHING.test(clause) && !acknowledges(clause))
    .filter((clause) => clause.length > A_NAME || factNamed(clause) === undefined)
    .filter((clause) => TELLS.includes(clauseDoes(clause)))
    .filter((clause) => !WANTS.some((words) => words.test(clause)));

const isOf = (clause: string, words: string): boolean => words.includes(clause) || clause.includes(words);

/** What is wrong without what is right tells nothing either: 电话打错了. */
const tellsNothing = ({ act, value }: Act): boolean =>
  TELL_NOTHING.includes(act) || (act === 'correct' && value === undefined);

const SAYS_SOMETHING = /[\p{L}\p{N}]{2}/u;
