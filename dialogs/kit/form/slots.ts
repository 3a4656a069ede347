import type { Sensitive } from '../../../services/consent/sensitive.ts';
import type { PutRight } from '../../../understanding/corrections/put-right.ts';
import type { ReadingContext, ValueReader } from '../../../understanding/values/kit/reading.ts';
import type { Talk } from '../talk.ts';

/** One thing that a form wants to know. */
export interface Slot<Value> {
  /** Reads the answer to this slot's question. */
  read: ValueReader<Value>;
  /** Reads the value out of any message, where it clearly stands there. Without it the slot is always asked. */
  find?: ValueReader<Value>;
  /** Reads it out of the message that begins the form, where `find` finds nothing there. */
  findAtFirst?: ValueReader<Value>;
  /** Looks a value up, and says why it can't be taken. */
  refuse?: Refusal<Value>;
  /** The value with what was wrong in it put right; undefined where that isn't in it, null where nothing is left of it. */
  putRight?: (value: Value, said: PutRight, context: ReadingContext) => Value | null | undefined;
  /** It holds what others hold, in the customer's words: what is put right there is put right here too. */
  echoes?: true;
  /** It holds once more what others hold, in its words: of a message nothing counts as told because it took it. */
  repeats?: true;
  /** Whether it falls away, from what is told now: a sum that turns out to be a deposit. */
  fallsAway?: (value: Value, filled: Record<string, unknown>) => boolean;
  /** The value as the customer reads it back. */
  show: (value: Value, talk: Talk) => string;
  /** The customer may say that they don't have it; `when asked again`: a second time, because most find it then. */
  optional?: boolean | 'when asked again';
  /** Whether a value is taken over what was said before, wherever it is told: what got worse meanwhile. */
  overrules?: (value: Value) => boolean;
  /** What it is called by whoever says, while something else is asked, that they haven't got it. */
  called?: RegExp;
  /**
   * Whether it is asked for, from what is known; `false`: never, it is only taken where it is told. Without it the slot
   * always is, as far as it matters.
   */
  asked?: false | ((filled: Record<string, unknown>) => boolean);
  /** It comes in parts: what it is with what is told now. Without it what is told now takes the place of what was told. */
  join?: (before: Value, told: Value) => Value;
  /** Whether what is told now says the same more exactly (昨天, then 早上六点): it is taken wherever it is told. */
  refines?: (before: Value, told: Value) => boolean;
  /** Whether it matters at all, from what is known. Without it the slot always does. */
  matters?: (filled: Record<string, unknown>) => boolean;
  /** Any words can be an answer, so a question must be told from one. */
  anyWords?: boolean;
  /** Whether words are no value of it where they tell something else, too: asked for a place, "ok, the police are here". */
  unlessElse?: (words: string) => boolean;
  /** The same for the customer's next matter: taken over from there, read back before it counts. */
  lasting?: boolean;
  /** What kind of personal information it is, where it is of one that needs a consent of its own before it is taken. */
  sensitive?: Sensitive;
}

/** Why a value may not be taken. The reasons are named, because each has its sentence: `retry-<slot>-<reason>`. */
interface Refusal<Value> {
  reasons: readonly string[];
  /** The reason; undefined where the value is taken. */
  why: (value: Value, filled: Record<string, unknown>) => Promise<string | undefined>;
}

/** Refuses a value for one of these reasons, and for no other. */
export const refusal = <const Reason extends string, Value>(
  reasons: readonly Reason[],
  why: (value: Value, filled: Record<string, unknown>) => Promise<Reason | undefined>,
): Refusal<Value> => ({ reasons, why });

export type Slots<Values> = { [Name in keyof Values & string]: Slot<NonNullable<Values[Name]>> };

/** What was filled in; `null` where the customer doesn't have it. */
export type Filled<Values> = { [Name in keyof Values]?: NonNullable<Values[Name]> | null };

/** Whether a slot takes whatever is said: it is kept as it was written, everything else is read from its plain form. */
export const takesAll = ({ anyWords, find, read }: Slot<unknown>): boolean => anyWords === true && find === read;
