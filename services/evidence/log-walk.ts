import type { PublicKey } from '../checkpoints/keys.ts';
import { type Break, ChainWalk } from '../conversation-log/chain.ts';
import { entryIdOf, type LogEntry } from '../conversation-log/entry.ts';
import type { ConversationLog } from '../conversation-log/log.ts';
import { readPage } from '../conversation-log/pages.ts';
import { archivedIn, within } from './archive/whereabouts.ts';
import { ARCHIVED, ERASED, erasedValue, RESTORED } from './entries.ts';
import type { LogEnd } from './ports.ts';
import { checkArchiving, checkErasure, type NoteSigned } from './signed-notes.ts';

/** What is wrong with a conversation's log, first of all. */
export interface LogFault {
  seq: number;
  reason:
    | Break['reason']
    | 'identity-differs'
    | 'time-backwards'
    /** Its end isn't what the conversation's own row says. */
    | 'head-differs'
    | 'erased-without-record'
    | 'erasure-forged'
    | 'archive-forged';
}

/** Entries and bytes of a log that are held at once. What is read ahead of the bytes' end is so many entries at most (`readPage`). */
const PIECE = { entries: 112, bytes: 4 * 1024 * 1024 };

/** Walks through one log, a piece after another. */
export class LogWalk {
  erased = 0;
  /** Notes of erasures, and of what was archived, that no key here has signed. */
  unsignedErasures = 0;
  unsignedArchivings = 0;
  readonly #end: LogEnd;
  readonly #keys: readonly PublicKey[];
  readonly #chain: ChainWalk;
  /** Empty entries that no record has named yet, by id. */
  readonly #empty = new Map<string, { seq: number; digest: string }>();
  /** Empty entries whose content was archived. */
  readonly #archived = new Map<string, { seq: number; digest: string }>();
  #before = Number.NEGATIVE_INFINITY;

  constructor(end: LogEnd, keys: readonly PublicKey[]) {
    this.#end = end;
    this.#keys = keys;
    this.#chain = new ChainWalk(end.id);
  }

  get entries(): number {
    return this.#chain.entries;
  }

  /** Entries whose content an archive has, and the database doesn't. */
  get archived(): number {
    return this.#archived.size;
  }

  /** Walks to where the conversation's row says that the log ends. Returns the first fault. */
  async through(log: Pick<ConversationLog, 'read'>): Promise<LogFault | undefined> {
    const { id, headSeq, headHash } = this.#end;
    while (this.entries < headSeq) {
      const { entries } = await readPage(log, id, this.entries, { reader: 'staff', limits: PIECE });
      if (entries.length === 0) break;
      for (const entry of entries) {
        if (entry.seq > headSeq) break;
        const reason = this.#take(entry);
        if (reason) return { seq: entry.seq, reason };
      }
      if ((entries.at(-1)?.seq ?? 0) > headSeq) break;
    }
    if (this.entries !== headSeq || this.#chain.head !== headHash) return { seq: headSeq, reason: 'head-differs' };
    const [unrecorded] = this.#empty.values();
    return unrecorded && { seq: unrecorded.seq, reason: 'erased-without-record' };
  }

  #take(entry: LogEntry): LogFault['reason'] | undefined {
    const previous = this.#chain.head;
    const broken = this.#chain.take(entry);
    if (broken) return broken.reason;
    const { id, seq, at, activity, digest, role } = entry;
    if (id !== entryIdOf(this.#end.id, seq)) return 'identity-differs';
    if (activity && (activity.id !== id || activity.timestamp !== at.toISOString())) return 'identity-differs';
    if (at.getTime() <= this.#before) return 'time-backwards';
    this.#before = at.getTime();
    if (activity === undefined) this.#empty.set(id, { seq, digest });
    else if (role === 'system' && activity.type === 'event') {
      const { name, value } = activity;
      if (name === ERASED) return this.#takeErasure(value);
      if (name === ARCHIVED || name === RESTORED) return this.#takeArchiving({ seq, name, value, previous });
    }
    return undefined;
  }

  #takeErasure(given: unknown): LogFault['reason'] | undefined {
    const { data } = erasedValue.safeParse(given);
    if (!data) return 'erasure-forged';
    const signed: NoteSigned = checkErasure(this.#end.id, data, this.#keys);
    if (signed === 'forged') return 'erasure-forged';
    if (signed === 'unknown') this.unsignedErasures += 1;
    for (const { id, digest } of data.entries)
      for (const some of [this.#empty, this.#archived])
        if (some.get(id)?.digest === digest && some.delete(id)) this.erased += 1;
    return undefined;
  }

  /** What was put back has to be there again, until it is archived anew. */
  #takeArchiving(given: {
    seq: number;
    name: string;
    value: unknown;
    previous: string;
  }): LogFault['reason'] | undefined {
    const value = archivedIn(given.seq, given.value);
    if (value?.head !== given.previous || !value) return 'archive-forged';
    const signed: NoteSigned = checkArchiving(this.#end.id, given.name, value, this.#keys);
    if (signed === 'forged') return 'archive-forged';
    if (signed === 'unknown') this.unsignedArchivings += 1;
    const [from, to] =
      given.name === ARCHIVED ? [this.#empty, this.#archived] : ([this.#archived, this.#empty] as const);
    for (const [id, one] of from)
      if (within(value.entries, one.seq)) {
        from.delete(id);
        to.set(id, one);
      }
    return undefined;
  }
}
