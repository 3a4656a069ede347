import type { Case, CaseKind } from '../../../services/cases/case.ts';
import type { Status } from '../dialog.ts';
import type { Talk } from '../talk.ts';
import type { CaseContent } from './draft.ts';
import type { HeldBack } from './held-back.ts';
import type { Slot } from './slots.ts';

type Values = Record<string, unknown>;

/** A line of what is read back. */
export interface ReadBack {
  label: string;
  value: string;
}

/** How a form meets who is asked nothing. */
export interface Quietly<Known> {
  applies(filled: Known): boolean;
  /** Answers them; `told` is what the message told, as it is read back. */
  answer(talk: Talk, filled: Known, told: readonly ReadBack[]): Promise<Status>;
}

/** A form, whatever its values are. */
export interface Form {
  name: string;
  /** The file of its sentences. */
  sentences: string;
  slots: Readonly<Record<string, Slot<unknown>>>;
  kind: CaseKind;
  content: (filled: Values) => Promise<CaseContent>;
  readBack?: (talk: Talk, names: readonly string[], filled: Values, isAll?: boolean) => ReadBack[];
  about?: (filled: Values) => Record<string, unknown>;
  aside?: (talk: Talk, filled: Values) => Promise<boolean>;
  escalate?: (talk: Talk, filled: Values, submitted: () => Promise<Case>) => Promise<boolean | 'waiting'>;
  quietly?: Quietly<Values>;
  isAnother?: (talk: Talk, filled: Values) => boolean;
  beside?: (talk: Talk, filled: Values) => Beside | undefined;
  mustNotWait?: (words: string) => boolean;
  submitted: (talk: Talk, filled: Values, submitted: Case) => Promise<void>;
}

/** What a form remembers: names, never step numbers, so that a new version reads an old conversation. */
export interface FormState {
  /** `null` where the customer doesn't have it. */
  filled: Values;
  /** The slot that was asked, or `confirm`, or `change`. */
  asking?: string;
  /** How often each question was put: none is a third time. */
  put?: Record<string, number>;
  /** The slots whose question was put in vain: they are asked no more, and still taken where they are told. */
  leftOpen?: string[];
  /** What was noted last in the customer's own words, short: it is read back with the values. */
  noted?: string[];
  /** The summary was shown: what is put right since is read back alone. */
  summed?: true;
  /** The customer's message to which it was shown last, and to which it was asked plainly whether to submit it: their log entries. */
  summedIn?: string;
  /** The customer's message to which all that is noted was read back, before it was whole: its log entry. */
  toldIn?: string;
  askedPlainlyIn?: string;
  /** The customer's message with which something else had been submitted last before it was shown: its log entry. */
  summedAfter?: string;
  /** What was told and waits for the customer's consent (`held-back.ts`). */
  held?: Record<string, HeldBack>;
  /** What was given before it was asked and couldn't be taken, and why: said when its turn comes. */
  notTaken?: Record<string, string>;
}

/** Another matter of the same kind that a message tells of: what is said to it, and whether what is in hand is asked on. */
export interface Beside {
  says: readonly string[];
  asksOn: boolean;
}
