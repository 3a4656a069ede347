import type { CaseKind } from '../case.ts';

/** What a customer who wants to be called has said. Null for what they leave open. */
export type CallBack = {
  /** E.164. It is theirs to be called on, and proves nothing of who they are. */
  phone?: string;
  name?: string | null;
  /** When they want it, on the insurer's wall clock; `said`: in their words. */
  window?: { from: string; until?: string; said: string } | null;
  topic?: string | null;
  /** What they want to be asked before, in their words. */
  askFirst?: string[];
  /** When somebody is there to call them, as near to what they want as the hours let, and by when (ISO 8601). */
  callAt?: string;
  callBy?: string;
};

/** A call that was promised to a customer. */
export const callBack: CaseKind<CallBack> = {
  name: 'call-back',
  prefix: 'HD',
  steps: ['to-call', 'called'],
  deadlines: ({ callBy }) => (callBy ? [{ name: 'call', at: new Date(callBy), source: 'call-back' }] : []),
  // Whom to call and when belongs to no contract.
  retention: 'none',
};
