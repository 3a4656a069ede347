/** What a reader made of a text: a value; a reason to ask again, for which the dialog has a sentence; or nothing. */
export type Reading<T> = { value: T } | { ask: string } | undefined;

/** What a reader knows besides the text itself. */
export interface ReadingContext {
  /** When the message was sent: every relative time is relative to it, not to now. */
  reference: Date;
  /** The insurer's time zone. */
  zone: string;
}

/** Reads a value out of an answer, or out of any message. */
export type Reader<T> = (text: string, context: ReadingContext) => Reading<T>;
