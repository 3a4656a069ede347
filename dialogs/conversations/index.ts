import { OWN_POLICIES, ownPolicies } from '../identity/own-policies.ts';
import { VERIFICATION, verification } from '../identity/verification.ts';
import { CALL_BACK, callBackDialog } from '../kit/call-back/call-back.ts';
import type { Declaration } from '../kit/declaration.ts';
import type { Dialog } from '../kit/dialog.ts';
import type { DialogServices } from '../kit/dialog-services.ts';
import { ask } from './ask/ask.ts';
import { benefitPayment } from './benefit-payment.ts';
import { cancel } from './cancel.ts';
import { changePolicy } from './change-policy/change-policy.ts';
import { claimStatus } from './claim-status.ts';
import { complaintStatus } from './complaint-status.ts';
import { fileComplaint } from './file-complaint/file-complaint.ts';
import { greeting } from './greeting.ts';
import { help } from './help.ts';
import { human } from './human.ts';
import { myAgent } from './my-agent.ts';
import { outOfScope } from './out-of-scope.ts';
import { policyRights } from './policy-rights.ts';
import { renewal } from './renewal.ts';
import { reportIncident } from './report-incident/report-incident.ts';
import { riskAdvice } from './risk-advice.ts';
import { thanks } from './thanks.ts';
import { transferPolicy } from './transfer-policy.ts';

/** Every conversation that the desk can have: a file in this folder, and a line here. */
export const CONVERSATIONS = [
  ask,
  reportIncident,
  claimStatus,
  complaintStatus,
  fileComplaint,
  changePolicy,
  policyRights,
  renewal,
  benefitPayment,
  transferPolicy,
  myAgent,
  riskAdvice,
  human,
  cancel,
  help,
  greeting,
  thanks,
  outOfScope,
] as const;
export type Intent = (typeof CONVERSATIONS)[number]['intent'];

const byIntent: ReadonlyMap<string, Declaration> = new Map(CONVERSATIONS.map((one) => [one.intent, one]));

/** Whether an intent wants something done or answered, not only said. */
export const isBusiness = (intent: string): boolean => byIntent.get(intent)?.business ?? false;

/** Whether an intent goes before whatever is being asked. */
export const isInterrupting = (intent: string): boolean => byIntent.get(intent)?.interrupts ?? false;

/** The kinds of case that an intent's conversation opens. */
export const kindsOf = (intent: string): readonly string[] => byIntent.get(intent)?.cases.map(({ name }) => name) ?? [];

/** The conversation that opens a kind of case, where only one does. */
export const intentOfKind = (kind: string): string | undefined => {
  const those = CONVERSATIONS.filter((one) => kindsOf(one.intent).includes(kind));
  return those.length === 1 ? those[0]?.intent : undefined;
};

/** The dialog of a name, of a conversation or of what one needs; undefined for one that an older version knew. */
export const dialogNamed = (name: string, services: DialogServices): Dialog | undefined =>
  (name === VERIFICATION ? verification : byIntent.get(name)?.dialog(services)) ??
  (name === CALL_BACK ? callBackDialog : name === OWN_POLICIES ? ownPolicies : undefined);
