import type { LineRange, Paragraph, Removal, Warning } from '../source.ts';
import type { Styled } from '../styled.ts';

/** A part of a wording: what stands above its clauses. */
export interface Section {
  is: 'part';
  number: string;
  numbers: number[];
  heading: string;
  /** The part that this one stands in. */
  within?: Section;
  place: LineRange;
}

/** A clause as it stands in the source. */
export interface OutlinedClause {
  is: 'clause';
  /** As printed; empty where nothing is. */
  number: string;
  numbers: number[];
  /** As printed; empty where nothing is. */
  heading: string;
  words: Styled[];
  part?: Section;
  place: LineRange;
  /** What stands under a part's heading before its first clause. */
  intro?: true;
  /** A definition that is numbered apart from the clauses. */
  defines?: boolean;
  /** A note at the foot of a page or at the end. */
  note?: true;
}

/** A wording in its order. */
export interface Outline {
  /** What stands before the first part or clause. */
  preamble: Paragraph[];
  sections: (Section | OutlinedClause)[];
  removed: Removal[];
  warnings: Warning[];
}
