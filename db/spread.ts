import type * as schema from './schema.ts';

type Tables = typeof schema;
type ColumnOf<Table extends keyof Tables> = keyof Tables[Table]['_']['columns'] & string;

/** How the rows of a table stand on a cluster of servers. */
export type Spread<Column extends string = string> =
  /** Each on one server, by the value of this column; together with the rows of another table by the same value. */
  | { by: Column; beside?: keyof Tables }
  /** All of them on every server, so that each can read them beside its own. For what is small and seldom written. */
  | { everywhere: string }
  /** All of them where the statements arrive. For what nothing else is read with. */
  | { coordinator: string };

/**
 * How each table is spread, so that a turn reads, locks and writes on one server only: everything that a turn writes
 * stands beside its conversation (decision 0028). Every unique index of a table holds the column that it is spread by,
 * as no server sees the others' rows (`tests/db/spread.test.ts`). A table that stands beside another comes after it.
 */
export const SPREAD: { [Table in keyof Tables]: Spread<ColumnOf<Table>> } = {
  conversations: { by: 'id' },
  activities: { by: 'conversationId', beside: 'conversations' },
  openMatters: { by: 'conversationId', beside: 'conversations' },
  deliveries: { by: 'conversationId', beside: 'conversations' },
  disclosures: { by: 'conversationId', beside: 'conversations' },
  misses: { by: 'conversationId', beside: 'conversations' },
  cases: { by: 'conversationId', beside: 'conversations' },
  caseDeadlines: { by: 'conversationId', beside: 'conversations' },
  verificationCodes: { by: 'conversationId', beside: 'conversations' },

  // A reference is given once in all conversations.
  caseReferences: { by: 'reference' },
  // A customer's tries are counted in all conversations.
  identityTries: { by: 'key' },
  // Files are read by their own addresses, and are what is largest.
  attachments: { by: 'id' },
  attachmentChunks: { by: 'attachmentId', beside: 'attachments' },
  // Each process writes one row, to see whether it can.
  replicas: { by: 'id' },

  // The insurer's book, which `desk seed` writes.
  customers: { everywhere: 'read in turns by id and by phone' },
  policies: { everywhere: 'read in turns by number, by plate and by customer' },
  insurerCases: { everywhere: 'read in turns by reference, by customer and by policy' },
  agents: { everywhere: 'named beside their conversations; an e-mail address is one agent’s' },
  sessions: { everywhere: 'looked for beside the conversations of those who are not signed in any more' },
  secrets: { everywhere: 'read at the start' },
  treeLeaves: { everywhere: 'numbered without gaps by one process at a time, and read beside the heads they signed' },
  treeTiles: { everywhere: 'written with the leaves, outside of turns' },
  checkpoints: { everywhere: 'written with the leaves, outside of turns' },
  checkpointAnchors: { everywhere: 'written with the leaves, outside of turns' },
  treeProgress: { everywhere: 'one row, written with the leaves' },

  signInFailures: { coordinator: 'counted at sign-in alone, many rows at once, and swept passing over what is locked' },
};
