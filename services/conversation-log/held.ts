import type { LoggedActivity } from './entry.ts';

/** What a message holds beside its words: `nothing` where it has no words either. */
export const HELD_KINDS = [
  'place',
  'contact',
  'sticker',
  'voice',
  'picture',
  'video',
  'file',
  'form',
  'nothing',
] as const;
export type HeldKind = (typeof HELD_KINDS)[number];

/** One thing that a message holds; `words` say which, where the channel tells: a place's address, a contact's name. */
export interface Held {
  kind: HeldKind;
  words?: string;
}

/** What of a message couldn't be kept: characters of its text, and the fields that were too large. */
export interface CutOff {
  /** Characters that the text had, and that were kept. */
  text?: { had: number; kept: number };
  fields?: string[];
}

/**
 * What a channel's door writes into an activity of a customer's, beside what came: no client can write it itself, since
 * the doors keep only the fields that they know.
 */
export interface AtTheDoor {
  held?: Held[];
  cut?: CutOff;
  /** What came, where the text that is kept is not it: the marks of a channel are no words of a customer's. */
  received?: { text?: string; textFormat?: string; html?: string };
  /**
   * Whoever posted it takes the answers in the response. Not as the protocol names it: the SDK would keep the answers to
   * such an activity to itself, and none would stand in the log.
   */
  answeredInResponse?: true;
}

/** What a door wrote into an activity. */
export const atTheDoor = (activity: LoggedActivity | undefined): AtTheDoor => (activity ?? {}) as AtTheDoor;
