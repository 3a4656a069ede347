import { z } from 'zod';

const base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/);

/** A checkpoint and the proof that a conversation's log stood in it, as an export carries them. */
export const provenShape = z.strictObject({
  /** The signed note. */
  checkpoint: z.string(),
  /** The newest leaf of the conversation in it: how many entries, the last one's hash and time, and its place. */
  leaf: z.strictObject({
    index: z.int().nonnegative(),
    seq: z.int().positive(),
    head: z.string(),
    at: z.iso.datetime({ precision: 3 }),
  }),
  /** Hashes, RFC 6962's audit path from the leaf up. */
  path: z.array(base64),
  /** Where the checkpoint was handed to, and what was answered there. */
  anchors: z.array(
    z.strictObject({ port: z.string().regex(/^[a-z][a-z-]*$/), at: z.iso.datetime(), answer: base64.nullable() }),
  ),
});
export type Proven = z.infer<typeof provenShape>;
