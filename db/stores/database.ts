import type { TurnKeeper } from '../../services/conversations/prepared-turn.ts';
import type { Database, Stores } from '../../services/stores.ts';
import { agentStore } from './agents.ts';
import { archiveStore } from './archives.ts';
import { attachmentStore } from './attachments.ts';
import { auditStore } from './audits.ts';
import { caseStore } from './cases.ts';
import { codeStore } from './codes.ts';
import { conversationLog } from './conversation-log.ts';
import { conversationStore } from './conversations.ts';
import { customerStore } from './customers.ts';
import { deliveryStore } from './deliveries.ts';
import { disclosureStore } from './disclosures.ts';
import type { Drizzle } from './drizzle.ts';
import { erasureStore } from './erasures.ts';
import { identityTryStore } from './identity-tries.ts';
import { insurerCaseStore } from './insurer-cases.ts';
import { missStore } from './misses.ts';
import { policyStore } from './policies.ts';
import { secretStore } from './secrets.ts';
import { signInFailureStore } from './sign-in-failures.ts';
import { staffLog } from './staff-log.ts';
import { treeStore } from './tree.ts';

const storesOn = (db: Drizzle): Stores => ({
  conversations: conversationStore(db),
  log: conversationLog(db),
  staffLog: staffLog(db),
  cases: caseStore(db),
  disclosures: disclosureStore(db),
  misses: missStore(db),
  customers: customerStore(db),
  policies: policyStore(db),
  insurerCases: insurerCaseStore(db),
  identityTries: identityTryStore(db),
  codes: codeStore(db),
  agents: agentStore(db),
  signInFailures: signInFailureStore(db),
  attachments: attachmentStore(db),
  deliveries: deliveryStore(db),
  secrets: secretStore(db),
  tree: treeStore(db),
  erasures: erasureStore(db),
  archives: archiveStore(db),
  audits: auditStore(db),
});

/** The services' database on a drizzle one, and what keeps its turns. Inside `transaction` only the given stores may be used: PGlite waits for ever for others. */
export const databaseOn = (db: Drizzle, turns: TurnKeeper): Database => ({
  ...storesOn(db),
  keep: (turn) => turns.keep(turn),
  transaction: (work) =>
    db.transaction(async (tx) => {
      const writes: Promise<void>[] = [];
      const result = await work(storesOn(tx), (write) => void writes.push(write));
      await sent(writes);
      return result;
    }),
});

/**
 * Resolves when writes are on their way to the database, which answers in order: the commit may follow them. Throws
 * where one failed before that. They don't wait for anything, so it has been decided once no promise has more to do.
 */
async function sent(writes: readonly Promise<void>[]): Promise<void> {
  let failure: { error: unknown } | undefined;
  for (const write of writes)
    write.catch((error: unknown) => {
      failure ??= { error };
    });
  await new Promise<void>((resolve) => process.nextTick(resolve));
  if (failure) throw (failure as { error: unknown }).error;
}
