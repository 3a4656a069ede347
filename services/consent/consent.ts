import type { Sensitive } from './sensitive.ts';

/** What a customer decides about a kind of personal information. */
export type Decision = 'given' | 'refused' | 'withdrawn';

/**
 * How a consent was asked for: by a question of its own; by saying that to answer is to agree, before something of that kind
 * is asked; beside the summary, that to submit is to agree.
 */
export type Asking = 'question' | 'by-answering' | 'with-summary';

/** What is known of a customer's consents in a conversation. Plain JSON, never changed in its place. */
export interface Consents {
  decided?: Partial<Record<Sensitive, Decision>>;
  /** What was asked and isn't decided. `entry`: the message that asked. */
  asked?: { kinds: readonly Sensitive[]; how: Asking; entry?: string };
}

/** Whether information of a kind is taken: `open` until the customer says. */
export function standing({ decided }: Consents, kind: Sensitive): 'taken' | 'not-taken' | 'open' {
  const decision = decided?.[kind];
  if (decision === undefined) return 'open';
  return decision === 'given' ? 'taken' : 'not-taken';
}

/** Of these kinds those that nothing was decided about. */
export const undecided = (consents: Consents, kinds: readonly Sensitive[]): Sensitive[] =>
  [...new Set(kinds)].filter((kind) => standing(consents, kind) === 'open');

/** Once something is decided about kinds: what was asked about them is answered. */
export function decide({ decided, asked }: Consents, decision: Decision, kinds: readonly Sensitive[]): Consents {
  const left = asked?.kinds.filter((kind) => !kinds.includes(kind)) ?? [];
  return {
    decided: { ...decided, ...Object.fromEntries(kinds.map((kind) => [kind, decision])) },
    ...(asked && left.length > 0 ? { asked: { ...asked, kinds: left } } : {}),
  };
}
