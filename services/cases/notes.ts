import { type Case, type CaseStore, DRAFT, type Note } from './case.ts';
import { callBack } from './kinds/call-back.ts';

/** So many notes a case takes; whoever goes on and on is read in the log, which has all of it. */
export const MOST_NOTES = 200;

/** What nobody adds to: a call that is to be made has what it needs. */
const TAKES_NONE: readonly string[] = [callBack.name];

/** Which case is meant by what is said of one. */
export interface Meant {
  /** One of these: the references that it says. */
  references?: readonly string[];
  /** Of one of these kinds. */
  kinds?: readonly string[];
  /** Of a request that has no kind of its own: of this intent. */
  intent?: string;
}

/**
 * Adds what is said to the case that it is of: the one whose reference it says; else the last one of what the customer was
 * about, one that was submitted before a draft; else the last one at all. Closed ones take nothing more, nor does a call-back
 * where there is another.
 */
export async function noteOn(
  note: Note,
  conversationId: string,
  { cases, of = {} }: { cases: Pick<CaseStore, 'ofConversation' | 'keep'>; of?: Meant | undefined },
): Promise<void> {
  const open = (await cases.ofConversation(conversationId)).filter(({ closedAt }) => !closedAt);
  const meant =
    open.find(({ reference }) => of.references?.includes(reference)) ??
    latest(open.filter((one) => isOf(one, of))) ??
    latest(open.filter(({ kind }) => !TAKES_NONE.includes(kind))) ??
    latest(open);
  if (meant && meant.notes.length < MOST_NOTES) await cases.keep({ ...meant, facts: [], notes: [note] });
}

/** Adds what was told of a case after it was submitted. A closed one takes nothing more. */
export async function supplementCase(
  id: string,
  { data, facts, notes }: Pick<Case, 'data' | 'facts' | 'notes'>,
  conversationId: string,
  cases: Pick<CaseStore, 'ofConversation' | 'keep'>,
): Promise<void> {
  const found = (await cases.ofConversation(conversationId)).find((one) => one.id === id && !one.closedAt);
  if (found) await cases.keep({ ...found, data, facts, notes });
}

const latest = (some: readonly Case[]): Case | undefined => some.findLast(({ step }) => step !== DRAFT) ?? some.at(-1);

function isOf({ kind, data }: Case, { kinds, intent }: Meant): boolean {
  if (!kinds) return false;
  return kinds.includes(kind) && (typeof data.intent !== 'string' || intent === undefined || data.intent === intent);
}
