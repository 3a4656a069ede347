import type { ActName } from '../acts/act.ts';
import { SLOTS, type SlotName } from '../values/index.ts';

/**
 * What somebody else may say that a customer does. A yes, a no, a correction and what can't wait are heard by the desk
 * alone: nothing is confirmed, taken back or made light of by a proposal.
 */
export const PROPOSABLE = ['want', 'ask', 'person', 'cancel', 'greet', 'thanks', 'inform'] as const satisfies ActName[];

/** The facts that may be pointed at; a yes or no is none. */
export const POINTABLE = (Object.keys(SLOTS) as SlotName[]).filter((fact) => fact !== 'yes-no');

/** What a customer is said to do, and the words of theirs in which they do. It is believed once it was checked. */
export interface ProposedAct {
  act: (typeof PROPOSABLE)[number];
  words: string;
  /** Of `want`: what is wanted. */
  intent?: string | undefined;
  /** Of `inform`: which fact these words give. The desk's own reader makes the value. */
  fact?: SlotName | undefined;
}

/** Reads a message that the built-in reading is unsure of. */
export interface Proposer {
  /**
   * What a customer does by these words, normalised and simplified. Undefined where it has nothing to say in its time.
   * Never rejects, and never takes longer than its deadline.
   */
  propose(words: string, calledOff: AbortSignal): Promise<readonly ProposedAct[] | undefined>;
}

/** A fact, and the words of the message that give it. */
export interface PointedFact {
  fact: SlotName;
  words: string;
}

/** What was taken of a proposal. */
export interface Proposed {
  /** The intent, where it is the proposed one. */
  intent: string | undefined;
  facts: readonly PointedFact[];
}
