import { and, desc, eq, gt, lt, lte, sql } from 'drizzle-orm';
import type { Leaf } from '../../services/checkpoints/checkpoint.ts';
import type { PlacedLeaf, TreeStore } from '../../services/checkpoints/tree-store.ts';
import {
  activities,
  checkpointAnchors,
  checkpoints,
  conversations,
  treeLeaves,
  treeProgress,
  treeTiles,
} from '../schema.ts';
import { absent, type Drizzle } from './drizzle.ts';

/** Any number does that nobody else on the server uses. */
const TREE_LOCK = 7_355_609;

/** There is one tree. */
const NAME = 'heads';

/** For what is asked of no table. */
const ONE_ROW = sql`(values (1)) as one_row`;

const HEAD = {
  conversationId: conversations.id,
  seq: conversations.headSeq,
  head: conversations.headHash,
  at: conversations.headAt,
};

/** The `seq` of a conversation's newest leaf: 0 where it has none. */
const anchored = sql<number>`coalesce((select ${treeLeaves.seq} from ${treeLeaves} where ${treeLeaves.conversationId} = ${conversations.id} order by ${treeLeaves.index} desc limit 1), 0)`;

export const treeStore = (db: Drizzle): TreeStore => ({
  async now() {
    const [row] = await db
      .select({ now: sql<number>`(extract(epoch from clock_timestamp()) * 1000)::float8` })
      .from(ONE_ROW);
    return new Date(Number(row?.now));
  },

  async lock() {
    const [row] = await db
      .select({ got: sql<boolean>`pg_try_advisory_xact_lock(${sql.raw(String(TREE_LOCK))})` })
      .from(ONE_ROW);
    return row?.got === true;
  },

  async tile(level, index) {
    const [row] = await db
      .select({ hashes: treeTiles.hashes })
      .from(treeTiles)
      .where(and(eq(treeTiles.level, level), eq(treeTiles.index, index)));
    return row?.hashes;
  },

  async saveTiles(tiles) {
    for (const tile of tiles)
      await db
        .insert(treeTiles)
        .values(tile)
        .onConflictDoUpdate({ target: [treeTiles.level, treeTiles.index], set: { hashes: tile.hashes } });
  },

  async addLeaves(leaves) {
    const rows = leaves.map(({ conversationId, ...leaf }) => ({ ...leaf, conversation_id: conversationId }));
    // As one parameter, like the log's entries.
    await db
      .insert(treeLeaves)
      .select(sql`select * from jsonb_populate_recordset(null::${treeLeaves}, ${JSON.stringify(rows)}::text::jsonb)`);
  },

  async newestLeaf(conversationId, { size, entries }) {
    const [row] = await db
      .select()
      .from(treeLeaves)
      .where(
        and(eq(treeLeaves.conversationId, conversationId), lt(treeLeaves.index, size), lte(treeLeaves.seq, entries)),
      )
      .orderBy(desc(treeLeaves.index))
      .limit(1);
    return row satisfies PlacedLeaf | undefined;
  },

  async addCheckpoint(checkpoint) {
    await db.insert(checkpoints).values(checkpoint);
  },

  async newestCheckpoint() {
    const [row] = await db.select().from(checkpoints).orderBy(desc(checkpoints.size)).limit(1);
    return row;
  },

  async newestAnchored(leaf) {
    const [row] = await db
      .select({ size: checkpoints.size, at: checkpoints.at, note: checkpoints.note })
      .from(checkpointAnchors)
      .innerJoin(checkpoints, eq(checkpoints.size, checkpointAnchors.size))
      .where(gt(checkpointAnchors.size, leaf))
      .orderBy(desc(checkpointAnchors.size))
      .limit(1);
    return row;
  },

  async anchorsOf(size) {
    const rows = await db
      .select()
      .from(checkpointAnchors)
      .where(eq(checkpointAnchors.size, size))
      .orderBy(checkpointAnchors.port);
    return rows.map(({ port, at, answer }) => ({ port, at, answer: absent(answer) }));
  },

  async addAnchor(size, anchor) {
    await db
      .insert(checkpointAnchors)
      .values({ ...anchor, size })
      .onConflictDoNothing();
  },

  async progress() {
    const [row] = await db.select().from(treeProgress).where(eq(treeProgress.name, NAME));
    return absent(row ?? null);
  },

  async saveProgress(progress) {
    const { lookedUntil, walkedTo } = progress;
    await db
      .insert(treeProgress)
      .values({ name: NAME, lookedUntil, walkedTo })
      .onConflictDoUpdate({ target: treeProgress.name, set: { lookedUntil, walkedTo } });
  },

  async movedBetween(from, until, limit) {
    const spoken = sql`(select distinct ${activities.conversationId} from ${activities} where ${activities.at} > ${from.toISOString()}::timestamptz and ${activities.at} <= ${until.toISOString()}::timestamptz)`;
    const rows = await db
      .select(HEAD)
      .from(conversations)
      .where(and(sql`${conversations.id} in ${spoken}`, sql`${conversations.headSeq} > ${anchored}`))
      .limit(limit);
    return rows satisfies Leaf[];
  },

  async walk(after, limit) {
    const rows = await db
      .select({ ...HEAD, anchored })
      .from(conversations)
      .where(sql`${conversations.id} > ${after}`)
      .orderBy(conversations.id)
      .limit(limit);
    return {
      walkedTo: rows.length < limit ? undefined : rows.at(-1)?.conversationId,
      moved: rows.filter(({ seq, anchored }) => seq > Number(anchored)).map(({ anchored: _, ...leaf }) => leaf),
    };
  },
});
