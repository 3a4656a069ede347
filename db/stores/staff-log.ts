import { and, asc, desc, eq, gt, gte, lt, lte, sql } from 'drizzle-orm';
import type { LogEntry } from '../../services/conversation-log/entry.ts';
import type { LastWords, StaffEntry, StaffLog } from '../../services/conversation-log/staff-log.ts';
import { Whereabouts } from '../../services/evidence/archive/whereabouts.ts';
import { activities, conversations } from '../schema.ts';
import { archiveStore } from './archives.ts';
import { fromRow } from './conversation-log.ts';
import { type Drizzle, inList } from './drizzle.ts';

/** Entries at the end of a log among which its last words are looked for. */
const TAIL = 20;
/** Entries that are measured first for a piece; each further measuring is twice as long, while they are small. */
const FIRST_MEASURED = 8;
/** Characters of what was said last. */
const MOST_SAID = 300;

export const staffLog = (db: Drizzle): StaffLog => ({
  async piece(conversationId, from, most) {
    const forward = 'after' in from;
    const { seq } = activities;
    // The sizes first, of few entries and then of more: what is too much is never read, nor measured again and again.
    let end = forward ? from.after : from.before;
    let [start, last, number, bytes] = [0, 0, 0, 0];
    for (let wanted = FIRST_MEASURED; number < most.entries; wanted *= 2) {
      const limit = Math.min(wanted, most.entries - number);
      // Cut off first, measured then: without the cut the planner may measure the whole log before it sorts.
      const next = db
        .select({ seq, activity: activities.activity })
        .from(activities)
        .where(and(eq(activities.conversationId, conversationId), forward ? gt(seq, end) : lt(seq, end)))
        .orderBy(forward ? asc(seq) : desc(seq))
        .limit(limit)
        .as('next');
      const sizes = await db
        .select({
          seq: next.seq,
          bytes: sql<number>`coalesce(octet_length(${next.activity}::text), 0)`.mapWith(Number),
        })
        .from(next)
        .orderBy(forward ? asc(next.seq) : desc(next.seq));
      const fits = sizes.filter((size) => {
        bytes += size.bytes;
        return bytes <= most.bytes || (number === 0 && size === sizes[0]);
      });
      start ||= fits[0]?.seq ?? 0;
      last = fits.at(-1)?.seq ?? last;
      number += fits.length;
      end = last;
      if (fits.length < limit) break;
    }
    if (number === 0) return [];
    const rows = await db
      .select()
      .from(activities)
      .where(
        and(
          eq(activities.conversationId, conversationId),
          gte(seq, Math.min(start, last)),
          lte(seq, Math.max(start, last)),
        ),
      )
      .orderBy(asc(seq));
    return located(db, rows.map(fromRow));
  },

  async lastWords(ids) {
    if (ids.length === 0) return new Map();
    const { conversationId, seq, role, audience, activity, at } = activities;
    const rows = await db
      .select({
        conversationId,
        role,
        audience,
        at,
        said: sql<string | null>`left(${activity} ->> 'text', ${MOST_SAID})`,
      })
      .from(activities)
      .innerJoin(conversations, eq(conversations.id, conversationId))
      .where(
        and(
          inList(conversationId, ids),
          gt(seq, sql`${conversations.headSeq} - ${TAIL}::integer`),
          sql`${activity} ->> 'type' = 'message'`,
        ),
      )
      .orderBy(asc(conversationId), asc(seq));
    const found = new Map<string, LastWords>();
    for (const row of rows) {
      const { said = '', lastFrom, unansweredSince } = found.get(row.conversationId) ?? {};
      found.set(row.conversationId, {
        said: row.role === 'customer' ? (row.said ?? '') : said,
        lastFrom: row.audience === 'all' ? row.role : lastFrom,
        unansweredSince:
          row.audience !== 'all' ? unansweredSince : row.role === 'customer' ? (unansweredSince ?? row.at) : undefined,
      });
    }
    return found;
  },

  async at(conversationId, seq) {
    const [row] = await db
      .select()
      .from(activities)
      .where(and(eq(activities.conversationId, conversationId), eq(activities.seq, seq)));
    const [entry] = await located(db, row ? [fromRow(row)] : []);
    return entry;
  },
});

/** Says of entries without a content which archive has it. Only where there are such is the rest of the log looked at. */
async function located(db: Drizzle, entries: LogEntry[]): Promise<StaffEntry[]> {
  const empty = entries.find(({ activity }) => activity === undefined);
  if (!empty) return entries;
  const whereabouts = new Whereabouts(await archiveStore(db).notes(empty.conversationId));
  return entries.map((entry) => {
    const archived = entry.activity === undefined ? whereabouts.of(entry) : undefined;
    return archived ? { ...entry, archived } : entry;
  });
}
