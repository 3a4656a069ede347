import { minutesLater } from '../../cli/later.ts';
import { LOCALES, type Locale } from '../../language/locale.ts';
import type { AgentAction } from '../../services/conversations/agent-actions.ts';

/*
 * A talk file, `tests/conversations/<behaviour>/<name>.<locale>.talk`: conversations as customers have them. Each is a test.
 *
 *     # A number is put right at the end        what it shows
 *     // Whatever else there is to say.         not read
 *     clock: 2026-11-18T15:30:00+08:00          when it begins; unless told, as here
 *
 *     customer: 13800138000                     what is said; further lines of a message stand two spaces in
 *     bot: form.noted                           the sentence that is said to it, by its key (`templates/`) …
 *       phone: 138 0013 8000                    … and what it lists, all or none of it, each by its slot
 *     bot: report-incident.confirm
 *       以上都对吗？                              any other lines are words that it has, in order
 *     customer: 不对
 *     bot: 请问哪一项要改？…                      or the sentence word for word, up to the `…`; in straight/ the whole of
 *       [联系电话] [地点]                         it, with its buttons. References of cases are BA######-######
 *
 *     customer: 没带                            who says this,
 *     or: 不记得                                or this, hears the same: each is a test of its own (one `or:` a talk)
 *     customer: 追尾了                          who says this,
 *     and: 没人受伤                             and this before it is answered
 *     customer: 你好                            no `bot:` below it: nothing is said
 *
 *     +3d                                       time passes: +90m, +2h
 *     (an agent takes it)                       see DIRECTIONS
 *     agent: 您好，我是小梅
 *
 *     case: incident, reported, policy MC202600010001
 *       phone: '+8613800138000'                 every case that is kept in the end, with all of its data; `draft`, `dropped`
 *       note: 对方很凶                            where it was never submitted; what was said of it and fits no fact,
 *                                               or `note: …`, where it is in one of several words
 *     floor: queue, asked                       who speaks next, and why, if it isn't the bot; `, urgent`
 *
 * A talk is the whole of it and compared exactly: what it doesn't show wasn't said or kept. `UPDATE_TALKS=1` writes down what is
 * said and kept now; whoever reads the difference decides. A line that still holds stays as it is, however short it is put.
 */

/** Lines that belong together, after those (comments, gaps) that stand before them. */
export interface Lines {
  /** The number of the first. */
  at: number;
  before: string[];
  lines: string[];
}

/** What happens in a turn. */
export type Step =
  | { customer: string[] }
  | { agent: AgentAction }
  | { pass: number }
  | { desk: 'files what was left undone' }
  | { there: boolean };

export interface Turn extends Lines {
  step: Step;
  /** What else may be said instead. */
  or: string[];
  answers: Lines[];
}

export interface Talk {
  title: string;
  at: number;
  clock: Date | undefined;
  head: string[];
  turns: Turn[];
  /** The cases and the floor. */
  end: Lines[];
}

export interface TalkFile {
  path: string;
  locale: Locale;
  talks: Talk[];
  /** What stands below the last talk. */
  rest: string[];
}

/** What happens without anybody's saying anything. */
const DIRECTIONS: Record<string, Step> = {
  '(an agent takes it)': { agent: { do: 'take' } },
  '(the agent hands it back)': { agent: { do: 'hand-back' } },
  '(nobody of us is there)': { there: false },
  '(somebody of us is there)': { there: true },
  '(what was left undone is filed)': { desk: 'files what was left undone' },
};

/** Reads a file. Throws, with the line, what can't be read. */
export function parseTalks(path: string, text: string): TalkFile {
  const locale = LOCALES.find((one) => path.endsWith(`.${one}.talk`));
  if (!locale) {
    const names = LOCALES.map((one) => `.${one}.talk`).join(' or ');
    throw new Error(`${path}: a talk’s name ends in its language: ${names}`);
  }
  const talks: Talk[] = [];
  const { blocks, rest } = blocksOf(path, text);
  for (const block of blocks) {
    const [line = ''] = block.lines;
    const [, mark = '', first = ''] = /^(#|customer:|and:|or:|bot:|agent:|case:|floor:|clock:) +(.*)$/.exec(line) ?? [];
    const words = [first, ...block.lines.slice(1).map((further) => further.trim())].join('\n');
    if (mark === '#')
      talks.push({ title: words, at: block.at, clock: undefined, head: allOf(block), turns: [], end: [] });
    else {
      const why = add(talks.at(-1), block, mark, words);
      if (why) throw new Error(`${path}:${block.at}: ${why}: ${line}`);
    }
  }
  return { path, locale, talks, rest };
}

/** Adds lines to a talk. Returns why they can't stand there. */
function add(talk: Talk | undefined, block: Lines, mark: string, words: string): string | undefined {
  if (!talk) return 'a talk begins with “# what it shows”';
  if (mark === 'case:' || mark === 'floor:') {
    talk.end.push(block);
    return undefined;
  }
  if (talk.end.length > 0) return 'what was kept stands at the end of a talk';
  const step = stepOf(block.lines[0] ?? '', mark, words);
  const turn = talk.turns.at(-1);
  if (step) talk.turns.push({ ...block, step, or: [], answers: [] });
  else if (mark === 'clock:' && !turn) return setClock(talk, block, words);
  else if (mark === 'bot:' && turn) turn.answers.push(block);
  else if ((mark === 'and:' || mark === 'or:') && turn) return sayMore(talk, turn, block, mark, words);
  else return `a line is one of ${Object.keys(DIRECTIONS).join(', ')}, +3d, or begins with a mark`;
  return undefined;
}

function setClock(talk: Talk, block: Lines, time: string): string | undefined {
  talk.clock = new Date(time);
  talk.head.push(...allOf(block));
  return Number.isNaN(talk.clock.getTime()) ? 'no time like 2026-11-18T15:30:00+08:00' : undefined;
}

/** What is said at once with a message, or instead of it. */
function sayMore(talk: Talk, turn: Turn, block: Lines, mark: 'and:' | 'or:', words: string): string | undefined {
  if (!('customer' in turn.step) || turn.answers.length > 0) return `“${mark}” stands below what a customer says`;
  if (mark === 'or:' && talk.turns.some((other) => other !== turn && other.or.length > 0))
    return 'only one message of a talk varies';
  (mark === 'and:' ? turn.step.customer : turn.or).push(words);
  turn.lines.push(...allOf(block));
  return undefined;
}

/** What a line makes happen; undefined for one that only says what follows. */
function stepOf(line: string, mark: string, words: string): Step | undefined {
  if (mark === 'customer:') return { customer: [words] };
  if (mark === 'agent:') return { agent: { do: 'reply', text: words } };
  const later = minutesLater(line);
  return later === undefined ? DIRECTIONS[line] : { pass: later };
}

/** A line with those that stand two spaces in below it. */
function blocksOf(path: string, text: string): { blocks: Lines[]; rest: string[] } {
  const blocks: Lines[] = [];
  let before: string[] = [];
  for (const [index, line] of text.replace(/\n$/, '').split('\n').entries()) {
    const open = before.length === 0 ? blocks.at(-1) : undefined;
    if (/^ {2}\S/.test(line)) {
      if (!open) throw new Error(`${path}:${index + 1}: there is nothing above that this belongs to: ${line}`);
      open.lines.push(line);
    } else if (line === '' || line.startsWith('//')) before.push(line);
    else {
      blocks.push({ at: index + 1, before, lines: [line] });
      before = [];
    }
  }
  return { blocks, rest: before };
}

const allOf = ({ before, lines }: Lines): string[] => [...before, ...lines];

/** A file as it is written. */
export const writeTalks = ({ talks, rest }: TalkFile): string => [...talks.flatMap(linesOf), ...rest, ''].join('\n');

const linesOf = ({ head, turns, end }: Talk): string[] => [
  ...head,
  ...turns.flatMap((turn) => [...allOf(turn), ...turn.answers.flatMap(allOf)]),
  ...end.flatMap(allOf),
];
