import { eq, lt, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkpoints, conversations, treeLeaves, treeTiles } from '../../../db/schema.ts';
import { leafHash, openCheckpoint } from '../../../services/checkpoints/checkpoint.ts';
import { growTree, PAGE } from '../../../services/checkpoints/grow.ts';
import { isConsistent, isIncluded } from '../../../services/checkpoints/merkle/check-proof.ts';
import { Edge } from '../../../services/checkpoints/merkle/edge.ts';
import { proveConsistency, proveInclusion } from '../../../services/checkpoints/merkle/tree.ts';
import { nodesIn } from '../../../services/checkpoints/tiles.ts';
import { DATABASES } from '../../kit/databases.ts';
import { type HeadsDesk, newKeys, openHeads } from '../../kit/heads.ts';

const MINUTE_MS = 60_000;

describe.each(DATABASES)('the tree on $kind', ({ kind, available, fresh }) => {
  describe.skipIf(!available)('over the ends of all conversations', () => {
    let desk: HeadsDesk;
    beforeAll(async () => {
      desk = await openHeads(await fresh());
    });
    beforeEach(() => desk.clear());
    afterAll(() => desk.opened.close());

    const newest = async () => {
      const stored = await desk.database.tree.newestCheckpoint();
      const checkpoint = openCheckpoint(stored?.note ?? '', desk.keys.known);
      if (typeof checkpoint === 'string') throw new Error(checkpoint);
      return checkpoint;
    };
    const leavesOf = async () =>
      (await desk.opened.drizzle.select().from(treeLeaves).orderBy(treeLeaves.index)).map(
        ({ conversationId, seq }) => `${conversationId} ${seq}`,
      );

    test('has a leaf for every head that moved, once, and signs what comes of it', async () => {
      expect(await desk.step()).toEqual({ busy: false, added: 0, more: false });
      await desk.say('a');
      await desk.say('a');
      await desk.say('b');
      await desk.settle();
      expect((await leavesOf()).sort()).toEqual(['a 2', 'b 1']);
      const first = await newest();
      desk.clock.pass(1);
      await desk.say('b');
      expect([await desk.settle(), await desk.settle()]).toEqual([1, 0]);
      expect((await leavesOf()).slice(2)).toEqual(['b 2']);

      const second = await newest();
      expect([first.size, second.size, second.origin]).toEqual([2, 3, 'insurer.example/desk']);
      expect(second.at).toEqual(desk.clock.tell());
      const nodes = nodesIn(desk.database.tree.tile);
      expect(isConsistent(first, second, await proveConsistency(2, 3, nodes))).toBe(true);
      const leaf = await desk.database.tree.newestLeaf('b', { size: 3, entries: 9 });
      if (!leaf) throw new Error('no leaf');
      const head = await desk.database.conversations.find('b');
      expect(leaf).toMatchObject({ index: 2, seq: 2, head: head?.headHash, at: head?.headAt });
      const proof = await proveInclusion(leaf.index, 3, nodes);
      expect(isIncluded(leafHash(leaf), { index: leaf.index, ...second }, proof)).toBe(true);
      for (const most of [
        { size: 2, entries: 9 },
        { size: 3, entries: 1 },
      ])
        expect(await desk.database.tree.newestLeaf('b', most)).toMatchObject({ seq: 1 });
    });

    test('looks only where something was said lately, and a walk goes round the others a page at a time', async () => {
      const { tree } = desk.database;
      const since = (minutes: number) => new Date(desk.clock.now.getTime() - minutes * MINUTE_MS);
      for (const id of ['a', 'b', 'c']) await desk.say(id, { at: since(90) });
      await desk.say('b');
      const moved = await tree.movedBetween(since(1), since(0), PAGE);
      expect(moved.map(({ conversationId, seq }) => [conversationId, seq])).toEqual([['b', 2]]);
      const walks = [await tree.walk('', 2), await tree.walk('b', 2)];
      expect(walks.map((walk) => [walk.moved.map(({ conversationId }) => conversationId), walk.walkedTo])).toEqual([
        [['a', 'b'], 'b'],
        [['c'], undefined],
      ]);
      await desk.settle();
      expect(await tree.movedBetween(since(100), since(0), PAGE)).toEqual([]);
      expect((await tree.walk('', 2)).moved).toEqual([]);
    });

    test('grows by pages over a database that had no tree, and is the tree of its leaves', async () => {
      const at = desk.clock.tell();
      const head = { channel: 'webchat', transport: 'direct-line', userId: 'x', locale: 'en', floor: 'bot' as const };
      const ids = Array.from({ length: PAGE + 37 }, (_, index) => `old-${index}`);
      await desk.opened.drizzle.insert(conversations).values(
        ids.map((id) => ({
          id,
          ...head,
          state: {},
          headSeq: 2,
          headHash: 'f'.repeat(64),
          headAt: at,
          createdAt: at,
        })),
      );
      const steps = [await desk.step(), await desk.step()];
      expect(steps.map(({ added, more }) => [added, more])).toEqual([
        [PAGE, true],
        [37, false],
      ]);
      expect(await desk.settle()).toBe(0);
      const edge = new Edge();
      for (const leaf of await desk.opened.drizzle.select().from(treeLeaves).orderBy(treeLeaves.index))
        edge.add(leafHash(leaf));
      expect((await newest()).root.equals(edge.root)).toBe(true);
    });

    test('misses no move: not of a time long past or to come, nor after a clock was set back', async () => {
      const hours = (many: number) => new Date(desk.clock.now.getTime() + many * 60 * MINUTE_MS);
      await desk.settle();
      await desk.say('past', { at: hours(-30) });
      await desk.say('to-come', { at: hours(30) });
      await desk.settle();
      await desk.say('to-come');
      desk.clock.pass(-600);
      await desk.say('set-back');
      await desk.settle();
      expect((await leavesOf()).sort()).toEqual(['past 1', 'set-back 1', 'to-come 1', 'to-come 2']);
      expect((await newest()).at.getTime()).toBeGreaterThan(desk.clock.now.getTime());
    });

    test.skipIf(kind === 'embedded')(
      'misses no move whose commit comes late, or long after it was looked',
      async () => {
        await desk.say('slow');
        for (const minutes of [0, 1, 120]) {
          let commit = () => {};
          const said = desk.say('slow', { before: new Promise<void>((resolve) => (commit = resolve)) });
          await expect.poll(() => desk.settle()).toBe(0);
          desk.clock.pass(minutes);
          await desk.settle();
          commit();
          await said;
          await desk.settle();
          const head = await desk.database.conversations.find('slow');
          expect((await leavesOf()).at(-1)).toBe(`slow ${head?.headSeq}`);
        }
      },
    );

    test.skipIf(kind === 'embedded')('is kept by one process at a time', async () => {
      await desk.say('a');
      await desk.database.transaction(async ({ tree }) => {
        expect(await tree.lock()).toBe(true);
        expect(await desk.step()).toEqual({ busy: true, added: 0, more: false });
      });
      expect(await desk.step()).toMatchObject({ busy: false, added: 1 });
    });

    test('goes on after its key was changed, by the new one, as long as the old one is known', async () => {
      await desk.say('a');
      await desk.settle();
      const { signing } = newKeys('insurer.example/desk-2');
      const growKnowing = (known: HeadsDesk['keys']['known']) =>
        growTree(desk.database, { keys: { signing, known }, writingTime: desk.clock.tell });
      await desk.say('a');
      await expect(growKnowing([signing])).rejects.toThrow('not signed by a key of the desk');
      const { made } = await growKnowing([signing, ...desk.keys.known]);
      expect(openCheckpoint(made?.note ?? '', [signing])).toMatchObject({ size: 2, origin: signing.name });
    });

    test.each<[string, (desk: HeadsDesk) => PromiseLike<unknown>, string]>([
      [
        'another leaf in its tiles',
        ({ opened }) =>
          opened.drizzle
            .update(treeTiles)
            .set({ hashes: sql`set_byte(${treeTiles.hashes}, 3, 255 - get_byte(${treeTiles.hashes}, 3))` })
            .where(eq(treeTiles.level, 0)),
        'is not the one that was signed at size 2',
      ],
      [
        'a checkpoint by somebody else',
        ({ opened }) =>
          opened.drizzle.update(checkpoints).set({ note: sql`replace(${checkpoints.note}, 'time 2026', 'time 2025')` }),
        'not signed by a key',
      ],
      [
        'less than was signed here',
        async ({ opened }) => {
          await opened.drizzle.delete(checkpoints);
          await opened.drizzle.delete(treeLeaves).where(lt(treeLeaves.index, 9));
        },
        'does not go on from the checkpoint of size 2',
      ],
    ])('signs nothing more where the database has %s', async (_, change, why) => {
      await desk.say('a');
      await desk.say('b');
      await desk.settle();
      await change(desk);
      await desk.say('a');
      await expect(desk.step()).rejects.toThrow(why);
      expect((await leavesOf()).length).toBeLessThanOrEqual(2);
    });
  });
});
