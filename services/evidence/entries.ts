import { z } from 'zod';
import { RULE } from './understanding.ts';

/**
 * What the desk notes in the log about the evidence in it: entries of its own (`system`, for staff), chained like any
 * other, written in the turn that they speak of. An event of this name by anybody else means nothing.
 */
export const SHOWN = 'evidence.shown';
export const ANSWERED = 'evidence.answered';
export const ERASED = 'evidence.erased';
export const ARCHIVED = 'evidence.archived';
export const RESTORED = 'evidence.restored';

/** How sure it is who was shown it: nobody said who they are, they said so, or it was checked. */
export const CERTAINTIES = ['anonymous', 'named', 'verified'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

const line = z.int().nonnegative();

const shownClause = z.strictObject({
  product: z.string(),
  productName: z.string(),
  version: z.string(),
  clause: z.string(),
  kind: z.string(),
  number: z.string(),
  heading: z.string(),
  /** SHA-256 of the clause's words. */
  wordsHash: z.string(),
  /** The lines of the words after which a blank one stands: a quotation doesn't show them. */
  gaps: z.array(line),
  /** The lines of the message: the heading's, the first and the last of the words, the last of the explanation. `null`: its words don't stand in the message. */
  at: z.tuple([line, line, line, line]).nullable(),
});

/** The value of a {@link SHOWN} event: which clauses a message of the bot's has shown, where in it, and to whom. */
export const shownValue = z.strictObject({
  entry: z.string(),
  to: z.strictObject({ account: z.string(), certainty: z.enum(CERTAINTIES) }),
  /** Whether the contract had been made when it was shown. The desk doesn't know. */
  contract: z.literal('unknown'),
  clauses: z.array(shownClause).min(1),
});
export type ShownValue = z.infer<typeof shownValue>;

/** The value of an {@link ANSWERED} event: what a customer's message was taken for, and about which messages. */
export const answeredValue = z.strictObject({
  entry: z.string(),
  about: z.array(z.string()).min(1),
  answer: z.enum(['understood', 'not-understood']),
  rule: z.literal(RULE),
});
export type AnsweredValue = z.infer<typeof answeredValue>;

/** What an erasure came to for a case: its data are gone, or the law wants them kept, and why. */
const erasedCase = z.union([
  z.strictObject({
    reference: z.string(),
    erased: z.literal(true),
    /** Who erased it has found that no law wants it kept; the desk couldn't know. */
    judged: z.literal(true).optional(),
  }),
  z.strictObject({
    reference: z.string(),
    kept: z.enum(['contract-runs', 'period-runs', 'contract-unknown']),
    source: z.string(),
    until: z.string().optional(),
  }),
]);
export type ErasedCase = z.infer<typeof erasedCase>;

/** The value of an {@link ERASED} event: whose contents were erased, by whom and why. */
export const erasedValue = z.strictObject({
  entries: z.array(z.strictObject({ id: z.string(), digest: z.string() })),
  by: z.string().min(1),
  why: z.string().min(1),
  /** What became of the conversation's cases; not in what was written before they were looked at. */
  cases: z.array(erasedCase).optional(),
  /** How many of the conversation's files were erased, and how many stay with a case that is kept. */
  files: z.strictObject({ erased: line, kept: line }).optional(),
  /** Files of archives that have what was erased too, and have to be destroyed; where there are any. */
  archives: z.array(z.string().min(1)).min(1).optional(),
  /** The desk's signature over all of this and the conversation; `null` where it has no key. */
  signature: z.string().nullable(),
});
export type ErasedValue = z.infer<typeof erasedValue>;

const sum = z.string().regex(/^[0-9a-f]{64}$/);
/** A file of an archive: its name in the archive's folder, and the SHA-256 of its bytes. */
const archiveFile = z.strictObject({ file: z.string().min(1), sha256: sum });
/** The first and the last number of entries in a row. */
const range = z.tuple([z.int().positive(), z.int().positive()]);
export type Range = z.infer<typeof range>;

/**
 * The value of an {@link ARCHIVED} event: whose contents were taken out of the database, and where they are; and of a
 * {@link RESTORED} one: which were put back, and from where.
 */
export const archivedValue = z.strictObject({
  /** In order. What was erased before isn't among them, nor what another archive has, nor the desk's own evidence. */
  entries: z.array(range),
  /** The hash of the entry before this one: it stands for all of them. */
  head: sum,
  /** The day, on the insurer's calendar. */
  on: z.iso.date(),
  archive: archiveFile,
  /** Where the conversation's files are; `null` where it had none. */
  files: archiveFile.nullable(),
  /** The desk's signature over all of this, the event's name and the conversation; `null` where it has no key. */
  signature: z.string().nullable(),
});
export type ArchivedValue = z.infer<typeof archivedValue>;
