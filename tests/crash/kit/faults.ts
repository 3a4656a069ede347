import { checkChain } from '../../../services/conversation-log/chain.ts';
import type { LogEntry, LoggedActivity } from '../../../services/conversation-log/entry.ts';
import type { Database } from '../../../services/stores.ts';
import { wordsOf } from './customer.ts';

/** What a customer knows of their conversation. */
export interface Known {
  /** The id of each message, in the order of their numbers. */
  acknowledged: readonly string[];
  /** What the stream brought. */
  heard: readonly LoggedActivity[];
  complaints: readonly string[];
}

/** Everything that is wrong with the conversations, in words; nothing where all is well. */
export async function faultsIn(
  database: Database,
  customers: readonly (Known & { conversationId: string })[],
): Promise<string[]> {
  const faults: string[] = [];
  for (const customer of customers) {
    const conversation = await database.conversations.find(customer.conversationId);
    const log = await database.log.read(customer.conversationId, 0, { reader: 'staff', limit: 1_000_000 });
    const own = conversation ? faultsOf(conversation, log, customer) : ['there is no such conversation'];
    faults.push(...own.map((fault) => `${customer.conversationId}: ${fault}`));
  }
  return faults;
}

/** What is wrong with one conversation. */
export function faultsOf(
  { id, headSeq, headHash }: { id: string; headSeq: number; headHash: string },
  log: readonly LogEntry[],
  { acknowledged, heard, complaints }: Known,
): string[] {
  const said = log.filter(({ role }) => role === 'customer');
  const chain = checkChain(id, log);
  return [
    ...complaints,
    ...difference(
      'messages in the log',
      said.map(({ id }) => id),
      acknowledged,
    ),
    ...difference(
      'words in the log',
      said.map(({ activity }) => activity?.text ?? ''),
      acknowledged.map((_, index) => wordsOf(index + 1)),
    ),
    ...difference('order of the log', log.map(asTurn), expectedTurns(acknowledged)),
    ...difference(
      'the stream',
      heard.map(({ id }) => id ?? ''),
      log.filter(({ audience }) => audience === 'all').map(({ id }) => id),
    ),
    ...('broken' in chain ? [`the chain is broken at ${chain.broken.seq}: ${chain.broken.reason}`] : []),
    ...('head' in chain && (chain.head !== headHash || chain.entries !== headSeq)
      ? ['the chain does not end where the conversation says']
      : []),
  ];
}

/** One greeting, then every message followed by its one answer. */
const expectedTurns = (acknowledged: readonly string[]): string[] => [
  'system',
  'bot',
  ...acknowledged.flatMap((id) => [`customer ${id}`, `bot to ${id}`]),
];

function asTurn({ role, id, activity }: LogEntry): string {
  if (role === 'customer') return `customer ${id}`;
  const replyToId = activity?.replyToId;
  return typeof replyToId === 'string' ? `${role} to ${replyToId}` : role;
}

/** The first place at which two lists differ. */
function difference(of: string, actual: readonly string[], expected: readonly string[]): string[] {
  const at = Array.from({ length: Math.max(actual.length, expected.length) }, (_, i) => i).find(
    (i) => actual[i] !== expected[i],
  );
  if (at === undefined) return [];
  return [`${of}: ${actual[at] ?? 'nothing'} instead of ${expected[at] ?? 'nothing'} at place ${at + 1}`];
}
