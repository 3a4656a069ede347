import { withoutBidi } from './bidi.ts';
import { shortened } from './folded.ts';

/** Characters of a name that are shown: a client may send any number. */
const MOST_IN_NAME = 200;

/** A text of an activity; what a client sent in its place is none. */
export const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A name that a client sent: short, and written in one direction. */
export const nameIn = (value: unknown): string => shortened(withoutBidi(textIn(value)), MOST_IN_NAME);

/** The objects of a list that a client sent. */
export const objectsIn = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : [];
