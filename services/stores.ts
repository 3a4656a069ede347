import type { AttachmentStore } from './attachments.ts';
import type { CaseStore } from './cases/case.ts';
import type { TreeStore } from './checkpoints/tree-store.ts';
import type { ConversationLog } from './conversation-log/log.ts';
import type { StaffLog } from './conversation-log/staff-log.ts';
import type { ConversationStore } from './conversations/conversation-store.ts';
import type { TurnKeeper } from './conversations/prepared-turn.ts';
import type { CustomerStore } from './customers/customers.ts';
import type { DeliveryStore } from './deliveries.ts';
import type { ArchiveStore } from './evidence/archive/ports.ts';
import type { DisclosureStore } from './evidence/old-disclosures.ts';
import type { AuditStore, ErasureStore } from './evidence/ports.ts';
import type { CodeStore } from './identity/sendings.ts';
import type { TryStore } from './identity/tries.ts';
import type { InsurerCaseStore } from './insurer-cases/insurer-cases.ts';
import type { MissStore } from './misses.ts';
import type { PolicyStore } from './policies/policies.ts';
import type { SecretStore } from './secrets/secrets.ts';
import type { AgentStore } from './staff/agent-store.ts';
import type { SignInFailureStore } from './staff/sign-in-failures.ts';

/** Everything that is kept, either in one transaction or outside of any. */
export interface Stores {
  conversations: ConversationStore;
  log: ConversationLog;
  /** The log for people who look at it. */
  staffLog: StaffLog;
  cases: CaseStore;
  disclosures: DisclosureStore;
  misses: MissStore;
  /** The insurer's book: its customers, their policies, and the claims and complaints that it keeps itself. */
  customers: CustomerStore;
  policies: PolicyStore;
  insurerCases: InsurerCaseStore;
  /** Tries to be verified. */
  identityTries: TryStore;
  /** One-time codes that are to be sent. */
  codes: CodeStore;
  agents: AgentStore;
  /** Wrong passwords. */
  signInFailures: SignInFailureStore;
  attachments: AttachmentStore;
  deliveries: DeliveryStore;
  secrets: SecretStore;
  /** The tree over the ends of all logs, and its checkpoints. */
  tree: TreeStore;
  /** What erases contents. */
  erasures: ErasureStore;
  /** What takes contents to an archive, and brings them back. */
  archives: ArchiveStore;
  /** What walks through everything that is kept. */
  audits: AuditStore;
}

/** A database as the services see it. */
export interface Database extends Stores, TurnKeeper {
  /**
   * Runs `work` in one transaction: all of what it writes through the given stores is kept, or none of it. A write that
   * is given to `last` goes out together with the commit: nothing else waits for it, and its error is the transaction's.
   */
  transaction<T>(work: (stores: Stores, last: (write: Promise<void>) => void) => Promise<T>): Promise<T>;
}
