import type { AgreedTime, Deadline } from './deadlines.ts';

/** A fact that a case rests on, as the customer gave it: JSON, so that a kind can hold what it needs. */
export type CaseData = Record<string, unknown>;

/** Who told something of a case. The desk does where it was found in the insurer's own records. */
export type ToldBy = 'customer' | 'agent' | 'desk';

/** Words of a case's, in which entry of the log they stand, and whose they are. */
export interface Note {
  words: string;
  entry: string;
  by: ToldBy;
}

/** What was told of a fact, in which words; `null` where they don't have it. */
export interface ToldFact extends Note {
  name: string;
  value: unknown;
  /** Whoever told it was verified to be the customer (`services/identity/`). */
  verified?: true;
}

/** The step of a case that the customer is still telling of: nothing was submitted, and no clock runs. */
export const DRAFT = 'draft';

/** One matter of a customer's that the desk carries to its end. */
export interface Case {
  id: string;
  /** What the customer is told: the kind's prefix, the day, six digits. */
  reference: string;
  kind: string;
  conversationId: string;
  /** The policy it is about, where one was named and found. */
  policyNumber: string | undefined;
  /** The step of the kind that it stands at, or {@link DRAFT}. */
  step: string;
  /** What counts now of what was told. */
  data: CaseData;
  /** All that was told of its facts, the first first: what was put right since, too. */
  facts: readonly ToldFact[];
  /** What was said of it and fits no fact. */
  notes: readonly Note[];
  /** When its first fact was told. */
  openedAt: Date;
  /** When the customer confirmed it; undefined of a draft. */
  submittedAt: Date | undefined;
  closedAt: Date | undefined;
  deadlines: CaseDeadline[];
}

/** Whether all that was told of a case was erased. What says that there was one stays, and is closed. */
export const isErased = ({
  data,
  facts,
  notes,
  closedAt,
}: Pick<Case, 'data' | 'facts' | 'notes' | 'closedAt'>): boolean =>
  closedAt !== undefined && Object.keys(data).length + facts.length + notes.length === 0;

/** A deadline that runs on a case. */
export interface CaseDeadline {
  name: string;
  /** The article that sets it. */
  source: string;
  dueAt: Date;
}

/** What a kind of case declares: what its cases hold, its steps in order, and which deadlines start when one is opened. */
export interface CaseKind<Data extends CaseData = CaseData> {
  name: string;
  /** Two letters that start its references. */
  prefix: string;
  steps: readonly [string, ...string[]];
  deadlines(data: Data): readonly (Deadline | AgreedTime)[];
  /** Whether its data belong to a contract's records, which the law wants kept for years (`retention.ts`), or to nothing. */
  retention: 'contract-records' | 'none';
}

export interface CaseStore {
  /** Takes a reference for a case of a conversation. Returns false where it is taken already. None is given back. */
  take(reference: string, conversationId: string): Promise<boolean>;
  /** The conversation that a reference was taken in. */
  conversationOf(reference: string): Promise<string | undefined>;
  /**
   * Keeps a case as it stands now, a new one or one of before. Its `facts` and `notes` are those that are new: they are
   * added to those that are kept.
   */
  keep(given: Case): Promise<void>;
  /** Calls that are to be made, those that are due first before the others; also those that weren't confirmed but have a number. */
  callsToMake(limit: number): Promise<Case[]>;
  /** The cases that were opened in a conversation, the first one first. */
  ofConversation(conversationId: string): Promise<Case[]>;
}
