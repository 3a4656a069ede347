import type { TranscriptLine } from '../conversation-log/transcript.ts';
import { answerOf } from './answered-in.ts';
import { clauseOf, type EntryFault, type ProvenDisclosure } from './disclosed.ts';
import { archivedIn, buttonsOf, isSaid } from './lines.ts';
import { Noted } from './noted.ts';
import { shownIn } from './shown-in.ts';

/** What a log proves about the clauses shown in it. */
export interface Derived {
  disclosures: ProvenDisclosure[];
  faults: EntryFault[];
}

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

/** Writes into the disclosures what stands about each clause in the end. */
function settle(disclosures: readonly ProvenDisclosure[]): void {
  const stands = new Map<string, ProvenDisclosure['stands']>();
  for (const one of disclosures) {
    const { confirmation } = one;
    if (confirmation) stands.set(clauseOf(one), confirmation.proved ? confirmation.answer : 'unproved');
  }
  for (const one of disclosures) one.stands = stands.get(clauseOf(one)) ?? 'none';
}
