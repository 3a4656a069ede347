import { and, eq, gt, gte, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { activities, checkpoints, conversations, treeLeaves, treeTiles } from '../../../db/schema.ts';
import type { Drizzle } from '../../../db/stores/drizzle.ts';
import { signCheckpoint } from '../../../services/checkpoints/checkpoint.ts';
import { digestOf, GENESIS, hashOf } from '../../../services/conversation-log/chain.ts';
import { exportTranscript } from '../../../services/conversation-log/export-transcript.ts';
import { audit } from '../../../services/evidence/audit/audit.ts';
import type { AuditFault } from '../../../services/evidence/audit/report.ts';
import { eraseConversation } from '../../../services/evidence/erase.ts';
import { exportSigner, Shortened } from '../../../services/evidence/export-signer.ts';
import { DATABASES } from '../../kit/databases.ts';
import { type HeadsDesk, newKeys, openHeads } from '../../kit/heads.ts';

describe.each(DATABASES)('the whole database on $kind', ({ available, fresh }) => {
  describe.skipIf(!available)('is walked through', () => {
    let desk: HeadsDesk;
    let db: Drizzle;
    beforeAll(async () => {
      desk = await openHeads(await fresh());
      db = desk.opened.drizzle;
    });
    afterAll(() => desk.opened.close());

    const auditing = async (kept: readonly string[] = [], keys = desk.keys.known) => {
      const faults: AuditFault[] = [];
      const count = await audit(desk.database, { keys, kept, found: (fault) => faults.push(fault) });
      expect(count.faults).toBe(faults.length);
      return { count, faults };
    };
    const newest = async () => (await desk.database.tree.newestCheckpoint())?.note ?? '';

    /** Three conversations, of which one went on, under three checkpoints. */
    beforeEach(async () => {
      await desk.clear();
      for (const id of ['a', 'a', 'b', 'c']) await desk.say(id);
      await desk.settle();
      for (const words of ['one', 'two']) {
        desk.clock.pass(1);
        await desk.say('a', { text: words });
        await desk.settle();
      }
    });

    test('and nothing is found where nothing is wrong, with or without keys, erased or not', async () => {
      await eraseConversation(
        desk.database,
        { conversationId: 'b', seq: undefined, by: 'x', why: 'y' },
        { keys: desk.keys, writingTime: desk.clock.tell, zone: 'Asia/Shanghai' },
      );
      await desk.settle();
      const counts = {
        conversations: 3,
        entries: 7,
        erased: 1,
        unsignedErasures: 0,
        archived: 0,
        unsignedArchivings: 0,
        leaves: 6,
        checkpoints: 4,
        faults: 0,
      };
      const kept = [await newest()];
      expect(await auditing(kept)).toEqual({ count: counts, faults: [] });
      expect((await auditing(kept, [])).count).toEqual({ ...counts, unsignedErasures: 1 });
    });

    test('beside a desk that goes on: what is said or erased while it walks is no fault', async () => {
      const { audits } = desk.database;
      const erasing = (conversationId: string) =>
        eraseConversation(
          desk.database,
          { conversationId, seq: undefined, by: 'x', why: 'y' },
          { keys: desk.keys, writingTime: desk.clock.tell, zone: 'Asia/Shanghai' },
        );
      const meanwhile = [() => desk.say('a'), () => erasing('a'), () => erasing('b'), () => desk.say('c')];
      const busy = {
        ...desk.database,
        audits: {
          ...audits,
          async conversations(after: string, limit: number) {
            const page = await audits.conversations(after, limit);
            for (const next of meanwhile.splice(0)) await next();
            return page;
          },
        },
      };
      const faults: AuditFault[] = [];
      const count = await audit(busy, { keys: desk.keys.known, kept: [], found: (fault) => faults.push(fault) });
      expect({ faults, conversations: count.conversations }).toEqual({ faults: [], conversations: 3 });
    });

    /** Seals a conversation's chain anew from its rows, as whoever holds the database can. */
    const reseal = async (id: string) => {
      let [previous, seq, at] = [GENESIS, 0, new Date(0)];
      for (const row of await desk.database.log.read(id, 0, { reader: 'staff', limit: 99 })) {
        if (row.activity && row.salt) row.digest = digestOf(row.salt, row.activity);
        row.hash = hashOf(row, previous);
        [previous, seq, at] = [row.hash, row.seq, row.at];
        await db
          .update(activities)
          .set({ hash: row.hash, digest: row.digest })
          .where(and(eq(activities.conversationId, id), eq(activities.seq, row.seq)));
      }
      await db
        .update(conversations)
        .set({ headSeq: seq, headHash: previous, headAt: at })
        .where(eq(conversations.id, id));
    };
    const cut = (id: string, after: number) =>
      db.delete(activities).where(and(eq(activities.conversationId, id), gt(activities.seq, after)));
    const entry = (id: string, seq: number) => and(eq(activities.conversationId, id), eq(activities.seq, seq));
    const other = sql`jsonb_set(${activities.activity}, '{text}', '"other"')`;

    test.each<[string, () => Promise<unknown>, unknown[]]>([
      [
        'words changed',
        () => db.update(activities).set({ activity: other }).where(entry('a', 2)),
        [{ conversation: 'a', seq: 2, reason: 'content-changed' }],
      ],
      [
        'words changed and the chain rebuilt',
        async () => {
          await db.update(activities).set({ activity: other }).where(entry('a', 2));
          await reseal('a');
        },
        [
          { conversation: 'a', seq: 2, reason: 'leaf-differs' },
          { seq: 3, reason: 'leaf-differs' },
          { seq: 4, reason: 'leaf-differs' },
        ],
      ],
      [
        'an end cut off',
        () => cut('a', 3),
        [
          { conversation: 'a', seq: 4, reason: 'head-differs' },
          { conversation: 'a', seq: 4, reason: 'head-moved-back' },
        ],
      ],
      [
        'an end cut off with the head',
        async () => {
          await cut('a', 3);
          await reseal('a');
        },
        [{ conversation: 'a', leaf: 4, seq: 4, reason: 'head-moved-back' }],
      ],
      [
        'a conversation removed',
        async () => {
          await db.delete(activities).where(eq(activities.conversationId, 'b'));
          await db.delete(conversations).where(eq(conversations.id, 'b'));
        },
        [{ conversation: 'b', seq: 1, reason: 'conversation-gone' }],
      ],
      [
        'a year of one conversation earlier',
        async () => {
          const earlier = sql`${activities.at} - interval '1 year'`;
          await db.update(activities).set({ at: earlier }).where(eq(activities.conversationId, 'c'));
          const [row] = await desk.database.log.read('c', 0, { reader: 'staff', limit: 1 });
          const activity = { ...row?.activity, type: 'message', timestamp: row?.at.toISOString() ?? '' };
          await db.update(activities).set({ activity }).where(entry('c', 1));
          await reseal('c');
        },
        [{ conversation: 'c', seq: 1, reason: 'leaf-differs' }],
      ],
      [
        'a content erased without an entry',
        () => db.update(activities).set({ activity: null, salt: null }).where(entry('c', 1)),
        [{ conversation: 'c', seq: 1, reason: 'erased-without-record' }],
      ],
      [
        'a leaf changed',
        () => db.update(treeLeaves).set({ seq: 9 }).where(eq(treeLeaves.index, 1)),
        [
          { leaf: 1, reason: 'head-moved-back' },
          { reason: 'root-differs' },
          { reason: 'root-differs' },
          { reason: 'root-differs' },
          { reason: 'tiles-differ' },
        ],
      ],
      [
        'a leaf removed',
        () => db.delete(treeLeaves).where(eq(treeLeaves.index, 1)),
        [{ leaf: 1, reason: 'leaf-missing' }],
      ],
      [
        'nodes changed',
        () =>
          db
            .update(treeTiles)
            .set({ hashes: sql`set_byte(${treeTiles.hashes}, 3, 255 - get_byte(${treeTiles.hashes}, 3))` }),
        [{ size: 5, reason: 'tiles-differ' }],
      ],
      [
        'a checkpoint backdated',
        () =>
          db
            .update(checkpoints)
            .set({ note: sql`replace(${checkpoints.note}, 'time 2026', 'time 2025')` })
            .where(eq(checkpoints.size, 4)),
        [{ size: 4, reason: 'checkpoint-forged' }],
      ],
      [
        'a checkpoint by another key',
        () =>
          db
            .update(checkpoints)
            .set({ note: signCheckpoint({ size: 4, root: Buffer.alloc(32), at: new Date() }, newKeys().signing) })
            .where(eq(checkpoints.size, 4)),
        [{ size: 4, reason: 'checkpoint-forged' }],
      ],
      [
        'the newest checkpoint removed',
        () => db.delete(checkpoints).where(eq(checkpoints.size, 5)),
        [{ leaf: 4, reason: 'leaf-unsigned' }],
      ],
    ])('and is not right with %s', async (_, change, expected) => {
      await change();
      expect((await auditing()).faults).toMatchObject(expected);
    });

    test('and an end that was cut off is not signed as the end', async () => {
      const exporting = async () => {
        const conversation = await desk.database.conversations.find('a');
        if (!conversation) throw new Error('a');
        const sign = exportSigner(desk.database, desk.keys);
        for await (const line of exportTranscript(desk.database.log, conversation, desk.clock.tell(), sign))
          return line;
      };
      expect(await exporting()).toMatchObject({ entries: 4, signed: { proven: { leaf: { seq: 4 } } } });
      await desk.say('a');
      expect(await exporting()).toMatchObject({ entries: 5, signed: { proven: { leaf: { seq: 4 } } } });
      await cut('a', 3);
      await reseal('a');
      await expect(exporting()).rejects.toThrow(Shortened);
    });

    test('by checkpoints that somebody else kept: a tree that was forked, cut or written anew does not go on from them', async () => {
      const kept = [await newest()];
      expect((await auditing(kept)).faults).toEqual([]);
      const forked = signCheckpoint({ size: 4, root: Buffer.alloc(32), at: new Date() }, desk.keys.signing);
      expect(
        (
          await auditing([
            forked,
            signCheckpoint({ size: 4, root: Buffer.alloc(32), at: new Date() }, newKeys().signing),
          ])
        ).faults,
      ).toEqual([
        { kept: 4, reason: 'checkpoint-forged' },
        { kept: 4, reason: 'forked' },
      ]);
      // Whoever has database and key makes a tree that is right by itself.
      await db.delete(checkpoints).where(gte(checkpoints.size, 5));
      await db.delete(treeLeaves).where(gte(treeLeaves.index, 4));
      await db.update(treeTiles).set({ hashes: sql`substring(${treeTiles.hashes} from 1 for 128)` });
      await cut('a', 3);
      await reseal('a');
      expect((await auditing()).faults).toEqual([]);
      expect((await auditing(kept)).faults).toEqual([{ kept: 5, reason: 'tree-shorter' }]);
    });
  });
});
