import type { ReadingContext } from '../values/kit/reading.ts';
import type { FactName } from './facts.ts';

/** What the desk asked last. */
export interface Asked {
  /** The fact that is to be the answer; undefined where only options were offered. */
  fact?: FactName | undefined;
  /** What was offered to choose from, as the customer read it. */
  options?: readonly string[] | undefined;
}

/** A matter in hand, and the facts that it would take. */
export interface OpenMatter {
  intent: string;
  facts: readonly FactName[];
}

/** What is known of a conversation when a message is read: it helps the reading, and keeps nothing out. */
export interface ActContext extends ReadingContext {
  asked?: Asked | undefined;
  /** The one in hand stands last. */
  open?: readonly OpenMatter[];
  /** Told of a reader that threw: it costs a value, never the message. Without this it throws. */
  failed?: (error: unknown) => void;
}

/** Whether something was asked, or is being taken down. */
export const isInHand = ({ asked, open = [] }: ActContext): boolean => asked !== undefined || open.length > 0;
