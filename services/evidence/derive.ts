import type { TranscriptLine } from '../conversation-log/transcript.ts';
import { sha256 } from '../ids.ts';
import type { Confirmation, EntryFault, ProvenDisclosure } from './disclosed.ts';
import { type AnsweredValue, hearIn } from './entries.ts';
import { Noted } from './noted.ts';
import { quotationsIn, wordsQuoted } from './places.ts';

/** What a log proves about the clauses shown in it. */
export interface Derived {
  disclosures: ProvenDisclosure[];
  faults: EntryFault[];
}

/** The template by which clauses that take away have always been shown. */
const BEARING = 'ask.bearing';

/**
 * Derives from the entries of a conversation what was shown in it and what the customer said to it, believing nothing
 * but the words shown and said. An answer counts for what was shown since the customer spoke last: "understood" only in
 * the message right after, and only where the desk took it so too; "not understood" stands for the clause until the same
 * clause is shown again and confirmed.
 */
export function derive(lines: readonly TranscriptLine[]): Derived {
  const noted = new Noted(lines);
  const disclosures: ProvenDisclosure[] = [];
  const faults = [...noted.faults];
  /** What was shown since the customer spoke last, until something else is. */
  let group: ProvenDisclosure[] = [];
  let atOnce = false;
  let offered: string[] | undefined;
  for (const line of lines) {
    if (isSaid(line, 'customer')) {
      const answered = noted.answers.get(line.id);
      const confirmation = answerOf(line, { answered, group, atOnce, offered, archived: archivedIn(line, noted) });
      if (confirmation === 'differs') faults.push({ seq: answered?.seq ?? line.seq, reason: 'answer-differs' });
      else if (confirmation) for (const one of group) one.confirmation = confirmation;
      noted.answers.delete(line.id);
      atOnce = false;
      offered = undefined;
    } else if (isSaid(line, 'agent')) {
      // Whatever the customer says next may be about an agent's words.
      atOnce = false;
    } else if (isSaid(line, 'bot')) {
      offered = buttonsOf(line) ?? offered;
      const shown = shownIn(line, { noted, faults, lines });
      if (shown.length === 0) continue;
      group = atOnce ? [...group, ...shown] : shown;
      atOnce = true;
      disclosures.push(...shown);
    }
  }
  for (const { seq } of noted.answers.values()) faults.push({ seq, reason: 'answer-differs' });
  for (const { seq } of noted.shown.values()) faults.push({ seq, reason: 'shown-elsewhere' });
  settle(disclosures);
  return { disclosures, faults: faults.sort((a, b) => a.seq - b.seq) };
}

/** Erased and archived entries count as messages: what was said in them isn't known here. */
const isSaid = ({ role, activity }: TranscriptLine, by: TranscriptLine['role']): boolean =>
  role === by && (activity === null || activity.type === 'message');

/** The file of an archive that has an entry's content. */
const archivedIn = (line: TranscriptLine, { whereabouts }: Noted): string | undefined =>
  line.activity === null ? whereabouts.of(line)?.file : undefined;

interface Asked {
  answered: { seq: number; id: string; value: AnsweredValue } | undefined;
  group: readonly ProvenDisclosure[];
  atOnce: boolean;
  offered: readonly string[] | undefined;
  /** The file of an archive that has the message. */
  archived: string | undefined;
}

/** What a customer's message says to what was shown before it; `differs` where it was taken for something else. */
function answerOf(
  { id, seq, at, activity }: TranscriptLine,
  { answered, group, atOnce, offered, archived }: Asked,
): Confirmation | 'differs' | undefined {
  const about = new Set(group.map(({ entryId }) => entryId));
  if (answered) {
    const { value } = answered;
    if (answered.seq < seq || about.size !== value.about.length || !value.about.every((one) => about.has(one)))
      return 'differs';
  }
  if (group.length === 0) return undefined;
  const given = { entryId: id, seq, at, recordedIn: answered?.id ?? null };
  if (activity === null)
    return answered && (atOnce || answered.value.answer === 'not-understood')
      ? { answer: answered.value.answer, words: null, ...(archived ? { archived } : {}), proved: false, ...given }
      : undefined;
  const heard = hearIn(activity.text, offered);
  if (answered && answered.value.answer !== heard?.answer) return 'differs';
  if (!heard) return undefined;
  // What was shown before the desk noted such things has no note of its answer either.
  const taken = answered !== undefined || group.every(({ recordedIn }) => recordedIn === null);
  if (heard.answer === 'understood' ? !(atOnce && taken) : !(atOnce || answered)) return undefined;
  return { answer: heard.answer, words: activity.text ?? '', proved: true, ...given };
}

/** What a message of the bot's shows. */
function shownIn(
  line: TranscriptLine,
  { noted, faults, lines: log }: { noted: Noted; faults: EntryFault[]; lines: readonly TranscriptLine[] },
): ProvenDisclosure[] {
  const note = noted.shown.get(line.id);
  const archived = archivedIn(line, noted);
  const common = {
    ...{ entryId: line.id, seq: line.seq, shownAt: line.at, erased: line.activity === null && !archived },
    ...(archived ? { archived } : {}),
    ...{ confirmation: null, stands: 'none' as const },
  };
  const message = line.activity === null ? null : (line.activity.text ?? '');
  if (note) {
    noted.shown.delete(line.id);
    const between = log.slice(line.seq, note.seq - 1);
    if (note.seq < line.seq || between.some((one) => isSaid(one, 'customer')))
      faults.push({ seq: note.seq, reason: 'shown-elsewhere' });
    const { clauses, to, contract } = note.value;
    return clauses.map(({ at, gaps, ...clause }) => {
      const part = at && message !== null ? partAt(message, at, gaps) : undefined;
      if (
        part &&
        (sha256(part.words) !== clause.wordsHash ||
          ![clause.number, clause.heading].every((name) => part.head.includes(name)))
      )
        faults.push({ seq: note.seq, reason: 'words-not-shown' });
      const { words = null, explanation = null, shown = null } = part ?? {};
      return {
        ...clause,
        ...{ words, wordsShown: message === null ? null : part !== undefined, explanation, shown },
        ...{ to, contract, recordedIn: note.id, stated: null },
        ...common,
      };
    });
  }
  if (message === null || keyOf(line) !== BEARING) return [];
  const lines = message.split('\n');
  return quotationsIn(message).map((part, index, all) => {
    const end = (all[index + 1]?.head ?? lines.length) - 1;
    const { head, words, explanation, shown } = partAt(message, [part.head, part.first, part.last, end], []);
    const [, number = null, heading = null] = /^((?:Article|Section|Clause) \S+|\S+)\s+(.+)$/.exec(plain(head)) ?? [];
    return {
      ...{ product: null, productName: null, version: null, clause: null, kind: null, number, heading },
      ...{ wordsHash: null, words, wordsShown: true, explanation, shown },
      ...{ to: null, contract: 'unknown' as const, recordedIn: null, stated: null },
      ...common,
    };
  });
}

function partAt(
  message: string,
  [head, first, last, end]: readonly [number, number, number, number],
  gaps: readonly number[],
) {
  const lines = message.split('\n');
  const text = (from: number, to: number) =>
    lines
      .slice(from, to + 1)
      .join('\n')
      .trim();
  return {
    head: lines[head] ?? '',
    words: wordsQuoted(lines.slice(first, last + 1), gaps),
    explanation: text(last + 1, end) || null,
    shown: text(head, end),
  };
}

/** What stands about each clause in the end. */
function settle(disclosures: readonly ProvenDisclosure[]): void {
  const clauseOf = ({ product, version, clause, words, entryId }: ProvenDisclosure) =>
    JSON.stringify(clause === null ? [words ?? entryId] : [product, version, clause]);
  const stands = new Map<string, ProvenDisclosure['stands']>();
  for (const one of disclosures) {
    const { confirmation } = one;
    if (confirmation) stands.set(clauseOf(one), confirmation.proved ? confirmation.answer : 'unproved');
  }
  for (const one of disclosures) one.stands = stands.get(clauseOf(one)) ?? 'none';
}

const keyOf = ({ activity }: TranscriptLine): unknown =>
  (activity?.channelData as { policydesk?: { key?: unknown } } | null | undefined)?.policydesk?.key;

function buttonsOf({ activity }: TranscriptLine): string[] | undefined {
  const { actions } = (activity?.suggestedActions ?? {}) as { actions?: unknown };
  return Array.isArray(actions) && actions.length > 0
    ? actions.map((action) => String(action?.title ?? ''))
    : undefined;
}

const plain = (line: string): string => line.replaceAll('**', '').trim();
