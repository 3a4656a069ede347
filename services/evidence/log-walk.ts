import type { PublicKey } from '../checkpoints/signed-note.ts';
import { type Break, ChainWalk } from '../conversation-log/chain.ts';
import { entryIdOf, type LogEntry } from '../conversation-log/entry.ts';
import { readPage } from '../conversation-log/pages.ts';
import type { ConversationLog } from '../conversations.ts';
import { ERASED, erasedValue } from './entries.ts';
import type { LogEnd } from './ports.ts';
import { checkErasure } from './signed.ts';

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
    | 'erasure-forged';
}

/** Entries and bytes of a log that are held at once. What is read ahead of the bytes' end is so many entries at most (`readPage`). */
const PIECE = { entries: 112, bytes: 4 * 1024 * 1024 };

/** Walks through one log, a piece after another. */
export class LogWalk {
  erased = 0;
  unsignedErasures = 0;
  readonly #end: LogEnd;
  readonly #keys: readonly PublicKey[];
  readonly #chain: ChainWalk;
  /** Empty entries that no record has named yet, by id. */
  readonly #empty = new Map<string, { seq: number; digest: string }>();
  #before = Number.NEGATIVE_INFINITY;

  constructor(end: LogEnd, keys: readonly PublicKey[]) {
    this.#end = end;
    this.#keys = keys;
    this.#chain = new ChainWalk(end.id);
  }

  get entries(): number {
    return this.#chain.entries;
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
    const broken = this.#chain.take(entry);
    if (broken) return broken.reason;
    const { id, seq, at, activity, digest, role } = entry;
    if (id !== entryIdOf(this.#end.id, seq)) return 'identity-differs';
    if (activity && (activity.id !== id || activity.timestamp !== at.toISOString())) return 'identity-differs';
    if (at.getTime() <= this.#before) return 'time-backwards';
    this.#before = at.getTime();
    if (activity === undefined) {
      this.erased += 1;
      this.#empty.set(id, { seq, digest });
    } else if (role === 'system' && activity.type === 'event' && activity.name === ERASED)
      return this.#takeErasure(activity.value);
    return undefined;
  }

  #takeErasure(given: unknown): LogFault['reason'] | undefined {
    const { data } = erasedValue.safeParse(given);
    if (!data) return 'erasure-forged';
    const signed = checkErasure(this.#end.id, data, this.#keys);
    if (signed === 'forged') return 'erasure-forged';
    if (signed === 'unknown') this.unsignedErasures += 1;
    for (const { id, digest } of data.entries) if (this.#empty.get(id)?.digest === digest) this.#empty.delete(id);
    return undefined;
  }
}
