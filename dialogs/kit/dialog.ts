import type { Act } from '../../understanding/acts/act.ts';
import type { Talk } from './talk.ts';
import type { Frame } from './talk-state.ts';

/**
 * How a dialog leaves a turn.
 * - `waiting`: it asked something and waits for the answer.
 * - `complete`: it is at its end.
 * - `declined`: it still waits; this message was not for it.
 */
export type Status = 'waiting' | 'complete' | 'declined';

/** One conversation about one thing. */
export interface Dialog {
  name: string;
  /** Sentences that it can't do without, whatever is said. */
  sentences?: readonly string[];
  /** References of the desk's are taken by itself. */
  takesReferences?: true;
  /** It meets a cancel itself: what stands below it isn't dropped with it. */
  meetsCancel?: true;
  /** Starts it with the customer's message. */
  begin(talk: Talk, frame: Frame): Promise<Status>;
  /** Takes the customer's next message. */
  continue(talk: Talk, frame: Frame): Promise<Status>;
  /**
   * Takes values that come otherwise than as an answer: out of words that were changed, out of a place on a map. Only
   * values that the words give and those `before` didn't, never an answer to what is being asked now. Says `key` first, where
   * there is one.
   * Undefined where there is nothing to take.
   */
  amend?(talk: Talk, frame: Frame, given: { before: string; key?: string }): Promise<Status | undefined>;
  /** What the customer does in the message, read with what this dialog asks and what it would take. */
  acts?(talk: Talk, frame: Frame): readonly Act[];
  /** Whether the message confirms what was read back, so that it would be submitted. */
  confirms?(talk: Talk, frame: Frame): boolean;
  /** Says what it holds (`frame`: as it stands, or stood when it was submitted). Returns whether there was anything. */
  recap?(talk: Talk, frame: Frame): Promise<boolean>;
  /** The customer has dropped the matter that it is about. */
  drop?(talk: Talk, frame: Frame): Promise<void>;
  /** The customer wants what they dropped after all. */
  takeUp?(talk: Talk, frame: Frame): Promise<void>;
  /** Keeps words that fit nothing that it asks, beside the matter that it is about. */
  note?(talk: Talk, frame: Frame): Promise<void>;
  /** Keeps what is told beside what is answered: no part of what is read back, and nothing is asked or said. */
  overhear?(talk: Talk, frame: Frame): Promise<void>;
  /** Takes what is said of its matter after that was submitted (`frame`: as it stood then). Returns whether it answered. */
  supplement?(talk: Talk, frame: Frame): Promise<boolean>;
  /** Asks again what it waits for: after an interruption, or because the message `missed` the question. */
  reprompt(talk: Talk, frame: Frame, why: 'resumed' | 'missed'): Promise<Status>;
}

/** A dialog that says one thing and is done. */
export const remark = (name: string, speak: (talk: Talk) => Promise<void>): Dialog => {
  const once = async (talk: Talk): Promise<Status> => {
    await speak(talk);
    return 'complete';
  };
  return { name, begin: once, continue: once, reprompt: once };
};
