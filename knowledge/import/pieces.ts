import type { ClauseKind } from '../product.ts';
import { forMatching } from './matching.ts';
import { type Judged, judge } from './meaning/kinds.ts';
import { PAYS } from './meaning/signs.ts';
import { exclusionsApart } from './meaning/unheaded.ts';
import type { OutlinedClause, Section } from './outline/sections.ts';

/** A clause, or a piece of one: of a list of exclusions without a heading, and of what stands around it. */
export interface Piece extends OutlinedClause {
  unheaded?: true;
  /** Its number and heading are those of the piece before. */
  goesOn?: true;
}

/** Kinds that say by themselves what isn't covered, and where a list of it is no clause of its own. */
const WHOLE: ReadonlySet<ClauseKind> = new Set(['exclusion', 'definition', 'duty', 'waiting-period']);

/** A clause that holds lists of exclusions without a heading, in pieces. */
export function apart(clause: OutlinedClause): Piece[] {
  const { kind } = judged(clause);
  const found = WHOLE.has(kind) ? undefined : exclusionsApart(clause.words);
  if (!found) return [clause];
  const { before, exclusion, after } = found;
  // A clause that begins with its exclusions is one, with what it says besides, unless that is what is paid.
  if (before.length === 0 && !after.some(({ text }) => PAYS.test(forMatching(text)))) return [clause];
  const rest = { ...clause, words: after, goesOn: true as const };
  return [
    ...(before.length > 0 ? [{ ...clause, words: before }] : []),
    { ...clause, words: exclusion, unheaded: true, ...(before.length > 0 ? { goesOn: true } : {}) },
    ...(after.length > 0 ? apart(rest) : []),
  ];
}

/** What a clause, or a piece of one, is. */
export const judged = ({ part, heading, words, note, unheaded }: Piece): Judged =>
  unheaded
    ? { kind: 'exclusion' }
    : judge({
        parts: partsAbove(part).map(({ heading: above }) => above),
        heading,
        words: words.map(({ text }) => text),
        note: Boolean(note),
      });

function partsAbove(part: Section | undefined): Section[] {
  return part ? [part, ...partsAbove(part.within)] : [];
}
