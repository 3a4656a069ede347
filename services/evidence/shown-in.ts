import type { TranscriptLine } from '../conversation-log/transcript.ts';
import { sha256 } from '../ids.ts';
import type { EntryFault, ProvenDisclosure } from './disclosed.ts';
import { archivedIn, isSaid, keyOf } from './lines.ts';
import type { Noted } from './noted.ts';
import { quotationsIn, wordsQuoted } from './places.ts';

/** The template by which clauses that take away have always been shown. */
const BEARING = 'ask.bearing';

/** The disclosures that a message of the bot's makes. What its note says of them and the log doesn't bear out is added to `faults`. */
export function shownIn(
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

const plain = (line: string): string => line.replaceAll('**', '').trim();
