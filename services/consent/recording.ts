import type { ConversationInTurn } from '../conversations/in-turn.ts';
import { appendNote } from '../evidence/append-note.ts';
import type { Decision } from './consent.ts';
import type { Sensitive } from './sensitive.ts';

/** The desk's own entry about a consent. */
export const CONSENT = 'consent.decided';

/**
 * Why a consent counts: it was said; the customer answered what they had been told they need not; they submitted what they
 * had been told it is in. `urgent`: there was none, and waiting for one would have cost help (个人信息保护法 §13 (4)).
 */
export type Basis = 'said' | 'answered' | 'submitted' | 'urgent';

/** The value of a {@link CONSENT} event. */
export interface ConsentValue {
  decision: Decision;
  kinds: readonly Sensitive[];
  basis: Basis;
  /** The customer's message that decided it. */
  entry: string;
  /** The message of ours that asked, and which version of the wording stood there; `null` where nothing was asked. */
  asked: { entry: string | null; wording: string } | null;
}

/** Notes in the log what was decided, for the staff and as evidence (§14, 16, 55). */
export const recordConsent = (inTurn: ConversationInTurn, value: ConsentValue): void =>
  void appendNote(inTurn, CONSENT, value);
