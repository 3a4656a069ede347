import { z } from 'zod';
import { provenShape } from '../checkpoints/proven.ts';
import type { LogEntry, LoggedActivity } from './entry.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** Who vouches for a transcript. */
const signed = z.strictObject({
  /** The desk's public keys, as it says: whoever checks has to have them from elsewhere. */
  keys: z.array(z.string()).min(1),
  /** A signed note's line over the header without this field. */
  signature: z.string(),
  proven: provenShape.nullable(),
});
export type Signed = z.infer<typeof signed>;

/** The first line of an exported transcript. What the chain doesn't cover of it is only what the desk says. */
export const transcriptHeader = z.strictObject({
  format: z.literal('policydesk-transcript/1'),
  conversation: z.string().min(1),
  channel: z.string(),
  startedAt: z.iso.datetime(),
  exportedAt: z.iso.datetime(),
  /** How many entries follow, and the hash of the last one. */
  entries: z.int().nonnegative(),
  head: hash,
  /** Where the desk has a key. */
  signed: signed.optional(),
});
export type TranscriptHeader = z.infer<typeof transcriptHeader>;

const activity = z.looseObject({ type: z.string(), id: z.string(), timestamp: z.string() });

/** An entry's line. */
export const transcriptLine = z.strictObject({
  seq: z.int().positive(),
  id: z.string(),
  messageId: z.string().optional(),
  role: z.enum(['customer', 'bot', 'agent', 'system']),
  audience: z.enum(['all', 'staff']),
  at: z.iso.datetime({ precision: 3 }),
  activity: activity.nullable(),
  salt: z.string().nullable(),
  digest: hash,
  hash,
});
export interface TranscriptLine extends Omit<LogEntry, 'conversationId' | 'at' | 'activity' | 'salt'> {
  at: string;
  activity: LoggedActivity | null;
  salt: string | null;
}
