import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Note, ToldFact } from '../services/cases/case.ts';
import type { LoggedActivity } from '../services/conversation-log/entry.ts';
import { INSURER_CASE_STATUSES } from '../services/insurer-cases/insurer-cases.ts';
import type { NearestClause } from '../services/misses.ts';
import { type Beneficiary, type Insured, POLICY_STATUSES } from '../services/policies/policies.ts';
import type { PolicyTerms } from '../services/policies/terms.ts';

/** Every time is an instant with milliseconds, which is what a JavaScript Date holds. */
const moment = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' });

const bytes = customType<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: (value) => Buffer.from(value),
});

/*
 * Keys are made by the application, never by a sequence, and start with the conversation (or the file) that a row
 * belongs to; no foreign key joins the groups. So the tables can be spread over servers: `spread.ts` says how each is,
 * and a new table has to be entered there.
 *
 * Long: all tables stand in this one file: a migration is made of it and read beside it.
 */

export const conversations = pgTable(
  'conversations',
  {
    id: text().primaryKey(),
    channel: text().notNull(),
    transport: text().notNull(),
    userId: text().notNull(),
    locale: text().notNull(),
    floor: text({ enum: ['bot', 'queue', 'agent'] }).notNull(),
    state: jsonb().$type<Record<string, unknown>>().notNull(),
    reference: jsonb().$type<Record<string, unknown>>(),
    headSeq: integer().notNull(),
    headHash: text().notNull(),
    headAt: moment().notNull(),
    queuedAt: moment(),
    urgency: integer().notNull().default(0),
    /** Where the customer comes from, as a keyed hash; empty for what was begun before it was kept. */
    origin: text().notNull().default(''),
    crowd: integer().notNull().default(0),
    handoffReason: text(),
    agentId: text(),
    closedAt: moment(),
    begunBy: text({ enum: ['secret'] }),
    createdAt: moment().notNull(),
  },
  (table) => [
    index('conversations_attended').on(table.floor, table.queuedAt).where(sql`${table.floor} <> 'bot'`),
    // The order of the queue: a page of it and a place in it are ranges of this index.
    index('conversations_queue')
      .on(table.crowd, sql`(- ${table.urgency})`, table.queuedAt, table.id)
      .where(sql`${table.floor} = 'queue'`),
    index('conversations_origin').on(table.origin).where(sql`${table.floor} = 'queue'`),
    index('conversations_agent').on(table.agentId).where(sql`${table.floor} = 'agent'`),
  ],
);

/**
 * Conversations that have a matter in hand, and since when: what was left undone is found here. A table of its own, as an
 * index of `conversations` over it would have every update that changes it write to all of their indexes.
 */
export const openMatters = pgTable(
  'open_matters',
  {
    conversationId: text().primaryKey(),
    since: moment().notNull(),
  },
  (table) => [index('open_matters_since').on(table.since, table.conversationId)],
);

/** The log. Rows are inserted, never changed; erasing and archiving set `activity` and `salt` to null and nothing else. */
export const activities = pgTable(
  'activities',
  {
    conversationId: text().notNull(),
    seq: integer().notNull(),
    id: text().notNull(),
    messageId: text(),
    role: text({ enum: ['customer', 'bot', 'agent', 'system'] }).notNull(),
    audience: text({ enum: ['all', 'staff'] }).notNull(),
    at: moment().notNull(),
    activity: jsonb().$type<LoggedActivity>(),
    salt: text(),
    digest: text().notNull(),
    hash: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.conversationId, table.seq] }),
    uniqueIndex('activities_message')
      .on(table.conversationId, table.messageId)
      .where(sql`${table.messageId} is not null`),
    // For who looks which conversations have moved: rows come nearly in the order of their times, and a turn pays nothing.
    index('activities_at').using('brin', table.at).with({ autosummarize: true }),
  ],
);

/** Cursors of the push channels over the log. */
export const deliveries = pgTable(
  'deliveries',
  {
    conversationId: text().primaryKey(),
    transport: text().notNull(),
    position: integer().notNull().default(0),
    attempts: integer().notNull().default(0),
    /** How often in a row the channel refused the message that is next. */
    refusals: integer().notNull().default(0),
    /** Counts the times that something new came in, so that a sender sees whether it may rest. */
    wakes: integer().notNull().default(1),
    dueAt: moment(),
    leasedBy: text(),
    leasedUntil: moment(),
    error: text(),
  },
  (table) => [index('deliveries_due').on(table.transport, table.dueAt).where(sql`${table.dueAt} is not null`)],
);

export const disclosures = pgTable(
  'disclosures',
  {
    conversationId: text().notNull(),
    entryId: text().notNull(),
    product: text().notNull(),
    version: text().notNull(),
    clause: text().notNull(),
    wordsHash: text().notNull(),
    shownAt: moment().notNull(),
    answer: text({ enum: ['understood', 'not-understood'] }),
    answerId: text(),
    answeredAt: moment(),
  },
  (table) => [primaryKey({ columns: [table.conversationId, table.entryId, table.product, table.clause] })],
);

/** Questions that no clause answered. Rows of one `key` are the same question; `resolvedAt` is set when an editor is done with it. */
export const misses = pgTable(
  'misses',
  {
    id: text().notNull(),
    key: text().notNull(),
    conversationId: text().notNull(),
    question: text().notNull(),
    product: text(),
    locale: text().notNull(),
    nearest: jsonb().$type<NearestClause[]>().notNull(),
    askedAt: moment().notNull(),
    resolvedAt: moment(),
    resolvedBy: text(),
  },
  (table) => [primaryKey({ columns: [table.conversationId, table.id] }), index('misses_key').on(table.key)],
);

export const attachments = pgTable(
  'attachments',
  {
    id: text().primaryKey(),
    conversationId: text().notNull(),
    name: text().notNull(),
    contentType: text().notNull(),
    /** Only of files from before their content was kept in chunks. */
    content: bytes(),
    /** Bytes. */
    size: integer().notNull().default(0),
    createdAt: moment().notNull(),
    /** Set while its pieces are written: whoever dies in between leaves them to be swept. */
    begunAt: moment(),
  },
  (table) => [
    index('attachments_conversation').on(table.conversationId),
    index('attachments_begun').on(table.begunAt).where(sql`${table.begunAt} is not null`),
  ],
);

/** The content of a file, in pieces that are written and read one by one, so that none is ever held whole. */
export const attachmentChunks = pgTable(
  'attachment_chunks',
  {
    attachmentId: text().notNull(),
    seq: integer().notNull(),
    content: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.attachmentId, table.seq] })],
);

export const cases = pgTable(
  'cases',
  {
    id: text().notNull(),
    reference: text().notNull(),
    kind: text().notNull(),
    conversationId: text().notNull(),
    policyNumber: text(),
    step: text().notNull(),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
    facts: jsonb().$type<ToldFact[]>().notNull().default([]),
    notes: jsonb().$type<Note[]>().notNull().default([]),
    openedAt: moment().notNull(),
    /** Empty of a draft, and of what was opened before there were any. */
    submittedAt: moment(),
    closedAt: moment(),
  },
  // No reference is given twice: it is taken in `case_references` first.
  (table) => [
    primaryKey({ columns: [table.conversationId, table.id] }),
    index('cases_reference').on(table.reference),
    // Calls that are to be made.
    index('cases_calls').on(table.openedAt).where(sql`${table.kind} = 'call-back' and ${table.closedAt} is null`),
  ],
);

/** Which references are given to cases, or were for a turn that came to nothing. */
export const caseReferences = pgTable('case_references', {
  reference: text().primaryKey(),
  conversationId: text().notNull(),
});

export const caseDeadlines = pgTable(
  'case_deadlines',
  {
    /** Empty for what a replica of the version before wrote beside this one. */
    conversationId: text().notNull().default(''),
    caseId: text().notNull(),
    name: text().notNull(),
    source: text().notNull(),
    dueAt: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.conversationId, table.caseId, table.name] })],
);

/** Who is in the insurer's book. */
export const customers = pgTable(
  'customers',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    idNumber: text(),
    /** E.164. */
    phones: jsonb().$type<readonly string[]>().notNull().default([]),
    email: text(),
    address: text(),
    /** Made up, for trying the desk out. */
    sample: boolean().notNull().default(false),
  },
  (table) => [index('customers_phones').using('gin', table.phones.op('jsonb_path_ops'))],
);

export const policies = pgTable(
  'policies',
  {
    number: text().primaryKey(),
    /** The policyholder. */
    customerId: text().notNull(),
    insured: jsonb().$type<readonly Insured[]>().notNull().default([]),
    beneficiaries: jsonb().$type<readonly Beneficiary[]>().notNull().default([]),
    product: text().notNull(),
    version: text().notNull(),
    plate: text(),
    from: date({ mode: 'string' }).notNull(),
    until: date({ mode: 'string' }).notNull(),
    status: text({ enum: POLICY_STATUSES }).notNull(),
    lapsedOn: date({ mode: 'string' }),
    endedOn: date({ mode: 'string' }),
    terms: jsonb().$type<PolicyTerms>().notNull().default({ sumsInsured: [], riders: [] }),
    sample: boolean().notNull().default(false),
  },
  (table) => [
    index('policies_plate').on(table.plate),
    index('policies_customer').on(table.customerId),
    index('policies_insured').using('gin', table.insured.op('jsonb_path_ops')),
    index('policies_beneficiaries').using('gin', table.beneficiaries.op('jsonb_path_ops')),
  ],
);

/** Claims and complaints that the insurer keeps, beside the desk's own `cases`. */
export const insurerCases = pgTable(
  'insurer_cases',
  {
    reference: text().primaryKey(),
    kind: text({ enum: ['claim', 'complaint'] }).notNull(),
    policyNumber: text(),
    customerId: text().notNull(),
    onBehalfOf: text(),
    receivedOn: date({ mode: 'string' }).notNull(),
    branch: text().notNull(),
    status: text({ enum: INSURER_CASE_STATUSES }).notNull(),
    /** What only one kind has, and its decision. */
    details: jsonb().$type<Record<string, unknown>>().notNull(),
    sample: boolean().notNull().default(false),
  },
  (table) => [
    index('insurer_cases_customer').on(table.customerId),
    index('insurer_cases_on_behalf_of').on(table.onBehalfOf).where(sql`${table.onBehalfOf} is not null`),
    index('insurer_cases_policy').on(table.policyNumber),
  ],
);

export const agents = pgTable(
  'agents',
  {
    id: text().primaryKey(),
    email: text().notNull(),
    name: text().notNull(),
    role: text({ enum: ['admin', 'agent'] }).notNull(),
    passwordHash: text().notNull(),
    /** Since when they can't sign in. */
    disabledAt: moment(),
    /** Nothing counts here any more (`sign_in_failures`); a replica of the version before still does. */
    failedAttempts: integer().notNull().default(0),
    lockedUntil: moment(),
  },
  (table) => [uniqueIndex('agents_email').on(table.email)],
);

export const sessions = pgTable(
  'sessions',
  {
    tokenHash: text().primaryKey(),
    agentId: text().notNull(),
    csrf: text().notNull(),
    expiresAt: moment().notNull(),
    /** When its browser or program was there last, by the database's clock; noted every so many seconds. */
    seenAt: moment(),
  },
  (table) => [
    // Whether an agent is signed in anywhere.
    index('sessions_agent').on(table.agentId, table.expiresAt),
    index('sessions_expiry').on(table.expiresAt),
  ],
);

/** Wrong passwords, counted by account and by place (`services/staff/lock-out.ts`); both are keyed hashes, or empty for all. */
export const signInFailures = pgTable(
  'sign_in_failures',
  {
    account: text().notNull(),
    place: text().notNull(),
    failures: integer().notNull(),
    since: moment().notNull(),
    lockedUntil: moment(),
    forgetAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.account, table.place] }),
    index('sign_in_failures_forget').on(table.forgetAt),
  ],
);

/** One-time codes that are to be sent (`services/identity/sendings.ts`). The codes themselves stand nowhere. */
export const verificationCodes = pgTable(
  'verification_codes',
  {
    conversationId: text().notNull(),
    nonce: text().notNull(),
    /** E.164; empty where nobody gets one. */
    phone: text(),
    locale: text().notNull(),
    until: moment().notNull(),
    dueAt: moment().notNull(),
    attempts: integer().notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.conversationId, table.nonce] }),
    index('verification_codes_due').on(table.dueAt),
  ],
);

/** Tries to be verified, and what was used once, counted (`services/identity/tries.ts`); the keys are keyed hashes. */
export const identityTries = pgTable(
  'identity_tries',
  {
    key: text().primaryKey(),
    tries: integer().notNull(),
    until: moment().notNull(),
  },
  (table) => [index('identity_tries_until').on(table.until)],
);

export const secrets = pgTable('secrets', {
  name: text().primaryKey(),
  value: text().notNull(),
});

/** The desk's processes: each shows here that it can write. Rows of those that are gone are swept away. */
export const replicas = pgTable('replicas', {
  id: text().primaryKey(),
  seenAt: moment().notNull(),
});

/** The leaves of the tree over all conversations' heads (`services/checkpoints/`). Rows are inserted, never changed. */
export const treeLeaves = pgTable(
  'tree_leaves',
  {
    /** From 0, without gaps. */
    index: bigint({ mode: 'number' }).primaryKey(),
    conversationId: text().notNull(),
    seq: integer().notNull(),
    head: text().notNull(),
    at: moment().notNull(),
  },
  (table) => [index('tree_leaves_conversation').on(table.conversationId, table.index)],
);

/** The tree's inner nodes, many side by side. */
export const treeTiles = pgTable(
  'tree_tiles',
  {
    level: integer().notNull(),
    index: bigint({ mode: 'number' }).notNull(),
    hashes: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.level, table.index] })],
);

/** How the tree stood, signed. */
export const checkpoints = pgTable('checkpoints', {
  size: bigint({ mode: 'number' }).primaryKey(),
  at: moment().notNull(),
  note: text().notNull(),
});

/** Where a checkpoint was handed to, and what was answered there. */
export const checkpointAnchors = pgTable(
  'checkpoint_anchors',
  {
    size: bigint({ mode: 'number' }).notNull(),
    port: text().notNull(),
    at: moment().notNull(),
    answer: bytes(),
  },
  (table) => [primaryKey({ columns: [table.size, table.port] })],
);

/** How far conversations that have moved were looked for. */
export const treeProgress = pgTable('tree_progress', {
  name: text().primaryKey(),
  lookedUntil: moment().notNull(),
  walkedTo: text().notNull(),
});
