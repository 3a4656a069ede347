import type { ConversationInTurn } from '../conversations/in-turn.ts';
import { appendNote } from './append-note.ts';
import { ANSWERED, type AnsweredValue, type Certainty, SHOWN, type ShownValue } from './entries.ts';
import { partsShown, type ShownPart } from './places.ts';
import { type HeardUnderstanding, hearIn, RULE } from './understanding.ts';

/** A clause as it is shown. */
export interface ShownClause {
  product: string;
  productName: string;
  version: string;
  clause: string;
  kind: string;
  number: string;
  heading: string;
  words: string;
  hash: string;
  /** What may stand below the words. */
  explanations: readonly string[];
}

/** Notes which clauses a message of this turn has shown. */
export function recordShown(
  inTurn: ConversationInTurn,
  { entryId, clauses, certainty }: { entryId: string; clauses: readonly ShownClause[]; certainty: Certainty },
): void {
  const message = inTurn.appended.find(({ id }) => id === entryId)?.activity?.text ?? '';
  const parts = partsShown(message, clauses);
  const value: ShownValue = {
    entry: entryId,
    to: { account: inTurn.conversation.userId, certainty },
    contract: 'unknown',
    clauses: clauses.map(({ product, productName, version, clause, kind, number, heading, words, hash }, index) => ({
      ...{ product, productName, version, clause, kind, number, heading },
      wordsHash: hash,
      gaps: gapsOf(words),
      at: placeOf(parts[index]),
    })),
  };
  appendNote(inTurn, SHOWN, value);
}

/**
 * Hears what the customer said in this turn about what was shown in `shownIn`, and notes it. `atOnce`: it was shown just
 * before; else only "not understood" is heard, because a confirmation counts for the turn right after.
 */
export function recordAnswer(
  inTurn: ConversationInTurn,
  { shownIn, offered, atOnce }: { shownIn: readonly string[]; offered: readonly string[] | undefined; atOnce: boolean },
): HeardUnderstanding | undefined {
  const said = inTurn.appended.find(({ role, activity }) => role === 'customer' && activity?.type === 'message');
  const heard = said && hearIn(said.activity?.text, offered);
  if (!said || !heard || shownIn.length === 0 || (!atOnce && heard.answer === 'understood')) return undefined;
  appendNote(inTurn, ANSWERED, {
    entry: said.id,
    about: [...shownIn],
    answer: heard.answer,
    rule: RULE,
  } satisfies AnsweredValue);
  return heard;
}

const placeOf = (part: ShownPart | undefined): [number, number, number, number] | null =>
  part ? [part.head, part.first, part.last, part.end] : null;

function gapsOf(words: string): number[] {
  const gaps: number[] = [];
  let count = 0;
  for (const one of words.split('\n')) {
    if (one.trim() !== '') count += 1;
    else if (count > 0 && gaps.at(-1) !== count - 1) gaps.push(count - 1);
  }
  return gaps;
}
