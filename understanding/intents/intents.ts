/** What customers want (the interfaces that stay, ARCHITECTURE.md). A dialog has its intent's name. */
export const INTENTS = [
  'ask',
  'report-incident',
  'claim-status',
  'complaint-status',
  'file-complaint',
  'change-policy',
  'policy-rights',
  'renewal',
  'benefit-payment',
  'transfer-policy',
  'my-agent',
  'risk-advice',
  'human',
  'cancel',
  'help',
  'greeting',
  'thanks',
  'out-of-scope',
] as const;
export type Intent = (typeof INTENTS)[number];

/** Those that want something done or answered, not only said. */
export const BUSINESS: readonly Intent[] = INTENTS.filter(
  (intent) => !['human', 'cancel', 'help', 'greeting', 'thanks', 'out-of-scope'].includes(intent),
);

export const isIntent = (name: string): name is Intent => (INTENTS as readonly string[]).includes(name);
