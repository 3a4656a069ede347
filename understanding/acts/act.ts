import type { Reason } from '../values/kit/reading.ts';
import type { FactName } from './facts.ts';

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

/** Some words of a message, and where they stand in it as it is read. */
export interface Place {
  text: string;
  at: number;
  end: number;
}

/** One thing that a customer does in a message, with the words in which they do. */
export interface Act extends Place {
  act: ActName;
  /** From 0 to 1: how sure. A rule, and a value that is read, is sure. */
  certainty: number;
  /** What is wanted. */
  intent?: string;
  /** The fact that is given, put right, or not at hand; of a yes or no, the one that was asked. */
  fact?: FactName;
  /** Its value; of one of some options, the option. */
  value?: unknown;
  /** Why it has no value, and has to be asked about. */
  unclear?: Reason;
  kind?: DistressAct;
}
