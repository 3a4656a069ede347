import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isConsistent, isIncluded } from '../../../services/checkpoints/merkle/check-proof.ts';
import { Edge } from '../../../services/checkpoints/merkle/edge.ts';
import { EMPTY_ROOT, type Hash, hashLeaf } from '../../../services/checkpoints/merkle/hash.ts';
import { proveConsistency, proveInclusion, type ReadNode, rootOf } from '../../../services/checkpoints/merkle/tree.ts';
import { nodesIn, type ReadTile, TileMissing, tilesAfter } from '../../../services/checkpoints/tiles.ts';

/** The leaves and roots that RFC 6962's reference implementation is tested with. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
/** Audit paths of the same suite: leaf, size, hashes. */
const PATHS: [number, number, string[]][] = [
  [0, 1, []],
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
];

/** A tree in memory, kept in tiles as the database keeps it, and how many were read. */
class Kept {
  size = 0;
  reads = 0;
  readonly #tiles = new Map<string, Buffer>();
  readonly tile: ReadTile = async (level, index) => {
    this.reads += 1;
    return this.#tiles.get(`${level}/${index}`);
  };
  get nodes(): ReadNode {
    return nodesIn(this.tile);
  }
  async add(leaves: readonly Hash[]): Promise<void> {
    for (const { level, index, hashes } of await tilesAfter(this.size, leaves, this.tile))
      this.#tiles.set(`${level}/${index}`, hashes);
    this.size += leaves.length;
  }
  lose(level: number, index: number): void {
    this.#tiles.delete(`${level}/${index}`);
  }
}

const leaf = (index: number): Hash => hashLeaf(Buffer.from(`leaf ${index}`));
const leaves = (size: number) => Array.from({ length: size }, (_, index) => leaf(index));

describe('the vectors of RFC 6962', () => {
  const hashes = LEAVES.map((hex) => hashLeaf(Buffer.from(hex, 'hex')));

  test('the roots, also of a tree of which only the edge is held', async () => {
    const kept = new Kept();
    const edge = new Edge();
    await kept.add(hashes);
    for (const [size, root] of ROOTS.entries()) {
      expect((await rootOf(size, kept.nodes)).toString('hex')).toBe(root);
      expect([edge.size, edge.root.toString('hex')]).toEqual([size, root]);
      const next = hashes[size];
      if (next) edge.add(next);
    }
    expect(EMPTY_ROOT.toString('hex')).toBe(ROOTS[0]);
  });

  test.each(PATHS)('the path of leaf %i in a tree of %i', async (index, size, path) => {
    const kept = new Kept();
    await kept.add(hashes);
    const proof = await proveInclusion(index, size, kept.nodes);
    expect(proof.map((hash) => hash.toString('hex'))).toEqual(path);
  });
});

describe('trees of all sizes', () => {
  const SIZES = 300;

  test('are the same whichever pages they grew by', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 600 }), { maxLength: 6 }), async (pages) => {
        const kept = new Kept();
        const edge = new Edge();
        let next = 0;
        for (const page of pages) {
          const added = Array.from({ length: page }, () => leaf(next++));
          await kept.add(added);
          for (const one of added) edge.add(one);
          expect((await rootOf(kept.size, kept.nodes)).equals(edge.root)).toBe(true);
        }
      }),
      { numRuns: 20 },
    );
  });

  /** A tree of so many leaves whose nodes are made once each. */
  async function grown(): Promise<ReadNode> {
    const kept = new Kept();
    await kept.add(leaves(SIZES));
    const made = new Map<string, Promise<Hash>>();
    const { nodes } = kept;
    return (level, index) => {
      const key = `${level}/${index}`;
      const node = made.get(key) ?? nodes(level, index);
      made.set(key, node);
      return node;
    };
  }

  test('every leaf is proved to be in every tree that has it, and in no other place or tree', async () => {
    const nodes = await grown();
    const wrong: unknown[] = [];
    for (let size = 1; size <= SIZES; size += size < 40 ? 1 : 43) {
      const root = await rootOf(size, nodes);
      for (let index = 0; index < size; index++) {
        const proof = await proveInclusion(index, size, nodes);
        const place = { index, size, root };
        const right = isIncluded(leaf(index), place, proof);
        const otherwise = [
          isIncluded(leaf(index + 1), place, proof),
          isIncluded(leaf(index), { ...place, index: index + 1 }, proof),
          isIncluded(leaf(index), { ...place, root: leaf(999) }, proof),
          proof.length > 0 && isIncluded(leaf(index), place, proof.slice(1)),
          isIncluded(leaf(index), place, [...proof, leaf(0)]),
        ];
        if (!right || otherwise.includes(true)) wrong.push([index, size, right, otherwise]);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('every tree is proved to be the beginning of every later one, and of no other', async () => {
    const nodes = await grown();
    const roots = await Promise.all(Array.from({ length: SIZES + 1 }, (_, size) => rootOf(size, nodes)));
    const head = (size: number) => ({ size, root: roots[size] as Hash });
    const wrong: unknown[] = [];
    for (let second = 1; second <= SIZES; second += second < 40 ? 1 : 43) {
      for (let first = 0; first <= second; first++) {
        const proof = await proveConsistency(first, second, nodes);
        const right = isConsistent(head(first), head(second), proof);
        const otherwise = [
          isConsistent({ size: first, root: leaf(999) }, head(second), proof),
          first > 0 && isConsistent(head(first), { size: second, root: leaf(999) }, proof),
          proof.length > 0 && isConsistent(head(first), head(second), proof.slice(1)),
          isConsistent(head(first), head(second), [...proof, leaf(0)]),
        ];
        if (!right || otherwise.includes(true)) wrong.push([first, second, right, otherwise]);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('nothing that is no proof is one', () => {
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(fc.nat(), fc.nat(), hash, hash, fc.array(hash, { maxLength: 12 }), (a, b, x, y, proof) => {
        expect(isIncluded(x, { index: a, size: b, root: y }, proof)).toBe(false);
        expect(isConsistent({ size: a, root: x }, { size: b, root: y }, proof)).toBe(false);
      }),
    );
  });

  test('a proof reads a tile for every eight levels, however large the tree', async () => {
    const kept = new Kept();
    // Three rows of tiles.
    await kept.add(new Array(66_000).fill(leaf(0)));
    kept.reads = 0;
    await rootOf(kept.size, kept.nodes);
    await proveInclusion(12_345, kept.size, kept.nodes);
    await proveConsistency(12_345, kept.size, kept.nodes);
    expect(kept.reads).toBeLessThanOrEqual(15);
  });

  test('a tile that is gone is named, not guessed', async () => {
    const kept = new Kept();
    await kept.add(leaves(300));
    kept.lose(0, 0);
    await expect(proveInclusion(3, 300, kept.nodes)).rejects.toThrow(TileMissing);
    kept.lose(0, 1);
    await expect(kept.add([leaf(300)])).rejects.toThrow('tile 0/1 is missing');
    expect(() => proveInclusion(300, 300, kept.nodes)).toThrow(RangeError);
    expect(() => proveConsistency(301, 300, kept.nodes)).toThrow(RangeError);
  });
});
