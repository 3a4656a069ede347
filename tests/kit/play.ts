import { sweep } from '../../bots/duties/unfinished.ts';
import type { Locale } from '../../language/locale.ts';
import type { LogEntry } from '../../services/conversation-log/entry.ts';
import { WEDNESDAY } from './desk.ts';
import { type Difference, difference } from './difference.ts';
import { dialogOf, holds, keyOf, rewritten, written } from './said.ts';
import { leftBehind } from './stored.ts';
import type { TalkDesk, TestTalk } from './talk.ts';
import type { Lines, Step, Talk, Turn } from './talk-file.ts';

/** As the desk does by default. */
const FILED_AFTER_HOURS = 72;

const AGENT = { id: 'a1', email: 'mei@x.example', name: '梅', role: 'agent' } as const;

export interface Playing {
  locale: Locale;
  /** How what a talk doesn't have yet is written down. */
  wordForWord: boolean;
  /** Which of the messages behind `or:` the customer sends; the first one unless told. */
  or?: string | undefined;
}

/** How a talk went. */
export interface Played {
  /** The talk as it went: the lines that hold as they stand, and what was said and kept instead of the others. */
  talk: Talk;
  /** Where it went otherwise; empty where all of it holds. */
  otherwise: Difference[];
  /** The dialogs that spoke. */
  dialogs: Set<string>;
  /** The bot failed in answering, and said so. */
  failed: boolean;
}

/** Plays a talk from its beginning to its end, also past what went otherwise. */
export async function play(desk: TalkDesk, talk: Talk, { locale, wordForWord, or }: Playing): Promise<Played> {
  desk.clock.now = talk.clock ?? new Date(WEDNESDAY);
  await desk.attended(true);
  const customer = await desk.open(locale);
  const dialogs = new Set<string>();
  let failed = false;
  const otherwise: Difference[] = [];
  const turns: Turn[] = [];
  for (const turn of talk.turns) {
    const step = or !== undefined && turn.or.length > 0 ? { customer: [or] } : turn.step;
    const said = await happens(step, desk, customer);
    for (const entry of said) dialogs.add(dialogOf(entry) ?? '');
    failed ||= said.some((entry) => keyOf(entry) === 'trouble.sorry');
    const answers = said.map(
      (entry, index): Lines => answered(entry, turn.answers[index], { at: turn.at, wordForWord }),
    );
    turns.push({ ...turn, answers });
    otherwise.push(
      ...difference(turn.answers, answers, { at: turn.at, lines: () => [...turn.lines, ...readAs(step, desk)] }),
    );
  }
  const expected = talk.end.flatMap(({ lines }) => lines);
  const left = (await leftBehind(desk, customer)).map((line, at) => (isAnyNote(expected[at], line) ? ANY_NOTE : line));
  const end = expected.join('\n') === left.join('\n') ? talk.end : endOf(talk, left);
  otherwise.push(...difference(talk.end, end, { at: talk.at, lines: () => ['in the end'] }));
  await leaveQueue(desk, customer);
  return { talk: { ...talk, turns, end }, otherwise, dialogs, failed };
}

/** Does what a line of a talk says. Returns what was said to the customer then. */
async function happens(step: Step, desk: TalkDesk, customer: TestTalk): Promise<LogEntry[]> {
  if ('customer' in step) return customer.sayAtOnce(step.customer);
  if ('pass' in step) desk.clock.pass(step.pass);
  else if ('there' in step) await desk.attended(step.there);
  else if ('desk' in step) await fileWhatWasLeftUndone(desk, customer);
  else {
    const said = await customer.act(AGENT, step.agent);
    return said.filter(({ role }) => role !== 'agent');
  }
  return customer.hear();
}

/** What the desk does every ten minutes, for this conversation alone: others of the tests share its desk. */
const fileWhatWasLeftUndone = ({ turns, clock, logger }: TalkDesk, { id }: TestTalk) =>
  sweep({
    turns,
    conversations: { leftUndone: async () => [{ id, since: clock.tell() }] },
    clock: clock.tell,
    afterHours: FILED_AFTER_HOURS,
    logger,
  });

/** Every talk begins with an empty queue. */
async function leaveQueue(desk: TalkDesk, customer: TestTalk): Promise<void> {
  const found = await desk.opened.database.conversations.find(customer.id);
  if (found?.floor.holder === 'queue') await customer.act(AGENT, { do: 'take' });
}

/** An answer: as the talk has it where that holds, and as it was where it doesn't. */
function answered(
  entry: LogEntry,
  expected: Lines | undefined,
  { at, wordForWord }: { at: number; wordForWord: boolean },
) {
  if (!expected) return { at, before: [], lines: written(entry, wordForWord) };
  return holds(expected.lines, entry) ? expected : { ...expected, lines: rewritten(expected.lines, entry) };
}

/** What was kept, a gap below the talk. */
const endOf = ({ at, end: [first] }: Talk, lines: string[]): Lines[] =>
  lines.length === 0 ? [] : [{ at: first?.at ?? at, before: first?.before ?? [''], lines }];

/** How a message was understood: why it may have been answered otherwise. */
const readAs = (step: Step, { recognizer }: TalkDesk): string[] =>
  'customer' in step
    ? step.customer.map((words) => {
        const { intent, score, language, distress } = recognizer.understand(words);
        return `(read as ${[intent, score.toFixed(2), language, distress?.kind].filter(Boolean).join(', ')})`;
      })
    : [];

/** A note in whatever words: who may say one of several things is noted in their own. */
const ANY_NOTE = '  note: …';
const isAnyNote = (expected: string | undefined, came: string): boolean =>
  expected === ANY_NOTE && came.startsWith('  note: ');
