import type { CaseKind } from '../case.ts';

/** What a customer wants that no form of its own takes down yet. Null for what they don't have at hand. */
export type Matter = {
  /** The intent that was understood. */
  intent: string;
  /** Their own. */
  words?: string | null;
  policyNumber?: string | null;
  /** Without one they are answered in their conversation. */
  phone?: string | null;
  /** The verified customer who asks for what a contract gives its holder. */
  requestedBy?: string | null;
  /** It asks for something that only its holder may have, and who asks wasn't verified: that comes first. */
  notVerified?: true;
};

/** A request that a person takes up from the customer's words. */
export const matter: CaseKind<Matter> = {
  name: 'matter',
  prefix: 'SX',
  steps: ['received', 'in-hand', 'answered'],
  // Of the rest no clock is known: 2 working days to accept a change bind life insurance only (保监会令2010年第4号), and the
  // line isn't known here.
  deadlines: () => [],
  retention: 'contract-records',
};
