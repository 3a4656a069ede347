import type { Database, Stores } from '../stores.ts';
import type { WritingTime } from '../time/clock.ts';
import { type Checkpoint, type Leaf, leafHash, openCheckpoint, signCheckpoint } from './checkpoint.ts';
import type { PublicKey, SigningKey } from './keys.ts';
import { isConsistent } from './merkle/check-proof.ts';
import { proveConsistency, rootOf } from './merkle/tree.ts';
import { nodesIn, tilesAfter } from './tiles.ts';
import type { StoredCheckpoint } from './tree-store.ts';

/** Conversations that one transaction looks at, and so the leaves that it may add. */
export const PAGE = 500;
/**
 * An entry has its time before it is committed, so the same stretch is looked at twice. No transaction of the desk takes
 * longer than a third of this (`PATIENCE.transactionMs`), and no turn that was prepared longer ago than half of it is kept; a commit that its server held back for longer is met by the walk.
 */
const OVERLAP_MS = 60_000;
/** A tree that hasn't grown for longer than this goes on from here; what lies before is the walk's. */
const LOOK_BACK_MS = 3_600_000;

/** The desk's key, and those by which it signed before. */
export interface DeskKeys {
  signing: SigningKey;
  /** All by which a note of the desk's may be signed, the signing one among them. */
  known: readonly PublicKey[];
}

/** The tree in the database isn't the one that was signed: the desk signs nothing that goes on from it. */
export class TreeForked extends Error {
  constructor(what: string) {
    super(`${what}: nothing more is signed until somebody has looked (docs/operations.md, "Checkpoints")`);
  }
}

/** What one step came to. */
export interface Step {
  /** Another process is at it. */
  busy: boolean;
  added: number;
  /** The checkpoint that was made. */
  made?: StoredCheckpoint;
  /** There may be more to do at once. */
  more: boolean;
}

/**
 * Lets the tree grow by a page: one transaction that finds conversations whose head has moved on since their last leaf,
 * adds their heads as leaves and signs the tree that comes of it. Only conversations with new entries are looked for, by
 * the entries' time, and beside that a walk goes round all conversations, a page a step: so a move that the times don't
 * show (a clock that was wrong, a commit that came late, a desk that had no key for a while) is met by and by too.
 *
 * `last` is what this process signed last: a database that has less, or something else, isn't believed. Throws
 * {@link TreeForked}.
 */
export function growTree(
  database: Pick<Database, 'transaction'>,
  { keys, writingTime, last }: { keys: DeskKeys; writingTime: WritingTime; last?: Checkpoint | undefined },
): Promise<Step> {
  return database.transaction(async ({ tree }) => {
    if (!(await tree.lock())) return { busy: true, added: 0, more: false };
    const now = writingTime(await tree.now());
    const { moved, more } = await findMoved(tree, now);
    if (moved.length === 0) return { busy: false, added: 0, more };
    const made = await addAndSign(tree, moved, { keys, now, last });
    return { busy: false, added: moved.length, made, more };
  });
}

async function findMoved(tree: Stores['tree'], now: Date): Promise<{ moved: Leaf[]; more: boolean }> {
  const { lookedUntil = now, walkedTo = '' } = (await tree.progress()) ?? {};
  const since = Math.min(lookedUntil.getTime(), now.getTime()) - OVERLAP_MS;
  const from = new Date(Math.max(since, now.getTime() - LOOK_BACK_MS));
  const recent = await tree.movedBetween(from, now, PAGE);
  // The others of this stretch come with the next step, which starts where this one did.
  if (recent.length >= PAGE) return { moved: recent, more: true };
  const walked = await tree.walk(walkedTo, PAGE);
  await tree.saveProgress({ lookedUntil: now, walkedTo: walked.walkedTo ?? '' });
  const found = new Map([...recent, ...walked.moved].map((leaf) => [leaf.conversationId, leaf]));
  return { moved: [...found.values()], more: walked.moved.length > 0 && walked.walkedTo !== undefined };
}

async function addAndSign(
  tree: Stores['tree'],
  moved: readonly Leaf[],
  { keys, now, last }: { keys: DeskKeys; now: Date; last: Checkpoint | undefined },
): Promise<StoredCheckpoint> {
  const newest = await tree.newestCheckpoint();
  const before = newest && (await believed(tree, newest, keys.known));
  if (last) await mustContain(tree, last, before?.size ?? 0);
  const size = before?.size ?? 0;
  await tree.addLeaves(moved.map((leaf, index) => ({ ...leaf, index: size + index })));
  await tree.saveTiles(await tilesAfter(size, moved.map(leafHash), tree.tile));
  const head = { size: size + moved.length, root: await rootOf(size + moved.length, nodesIn(tree.tile)) };
  // Its time never runs back, whatever the clock does.
  const at = before && before.at >= now ? new Date(before.at.getTime() + 1) : now;
  const made = { size: head.size, at, note: signCheckpoint({ ...head, at }, keys.signing) };
  await tree.addCheckpoint(made);
  return made;
}

/** A checkpoint from the database, once the desk's own signature and the tree beside it have borne it out. */
async function believed(tree: Stores['tree'], { note, size }: StoredCheckpoint, known: readonly PublicKey[]) {
  const checkpoint = openCheckpoint(note, known);
  if (typeof checkpoint === 'string')
    throw new TreeForked(`the newest checkpoint in the database is not signed by a key of the desk's (${checkpoint})`);
  const root = await rootOf(checkpoint.size, nodesIn(tree.tile));
  if (checkpoint.size !== size || !root.equals(checkpoint.root))
    throw new TreeForked(`the tree in the database is not the one that was signed at size ${checkpoint.size}`);
  return checkpoint;
}

async function mustContain(tree: Stores['tree'], last: Checkpoint, size: number): Promise<void> {
  const nodes = nodesIn(tree.tile);
  const goesOn =
    last.size <= size &&
    isConsistent(last, { size, root: await rootOf(size, nodes) }, await proveConsistency(last.size, size, nodes));
  if (!goesOn)
    throw new TreeForked(
      `the tree in the database does not go on from the checkpoint of size ${last.size}, which was signed here`,
    );
}
