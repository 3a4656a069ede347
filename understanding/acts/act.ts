import type { SlotName } from '../values/index.ts';

/** What a customer does with some words of a message. */
export type ActName =
  | 'inform'
  | 'ask'
  | 'want'
  | 'affirm'
  | 'deny'
  | 'correct'
  | 'skip'
  | 'cancel'
  | 'resume'
  | 'restart'
  | 'summary'
  | 'person'
  | 'distress'
  | 'abuse'
  | 'greet'
  | 'thanks'
  | 'other';

/** What can't wait for anything else that is said. */
export type DistressAct = 'death' | 'injury' | 'danger' | 'fraud' | 'threat' | 'wish-to-die';

/** One thing that a customer does in a message, with the words in which they do. */
export interface Act {
  act: ActName;
  /** The words, and where they stand in the message as it is read. */
  text: string;
  at: number;
  end: number;
  /** From 0 to 1: how sure. A rule, and a value that is read, is sure. */
  certainty: number;
  /** What is wanted. */
  intent?: string;
  /** The fact that is given, and its value. */
  fact?: SlotName;
  value?: unknown;
  kind?: DistressAct;
}
