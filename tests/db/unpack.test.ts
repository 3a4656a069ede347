import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unpack } from '../../db/unpack.ts';

const BLOCK = 512;

interface Entry {
  path: string;
  content?: Buffer;
  type?: string;
  prefix?: string;
  size?: string;
}

/** An entry as `tar` writes it: POSIX.1-2017, pax, "ustar Interchange Format". */
function packed({ path, content, type = content ? '0' : '5', prefix = '', size }: Entry): Buffer {
  const bytes = content ?? Buffer.alloc(0);
  const block = Buffer.alloc(BLOCK);
  block.write(path, 0);
  block.write(size ?? bytes.length.toString(8).padStart(11, '0'), 124);
  block.write(type, 156);
  block.write('ustar\u000000', 257);
  block.write(prefix, 345);
  return Buffer.concat([block, bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)]);
}

const END = Buffer.alloc(2 * BLOCK);
const archiveOf = (...parts: Buffer[]): Blob => new Blob([gzipSync(Buffer.concat(parts))]);

/** Unpacks into a folder of its own; what stands in it then, a byte a character. */
async function unpacked(archive: Blob): Promise<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'policydesk-unpack-'));
  try {
    await unpack(archive, join(folder, 'in'));
    const names = readdirSync(join(folder, 'in'), { recursive: true }).map(String).sort();
    return Object.fromEntries(
      names.map((name) => {
        const path = join(folder, 'in', name);
        return [name, statSync(path).isDirectory() ? 'a folder' : readFileSync(path, 'latin1')];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('whatever files an archive holds, they stand there as they were', async () => {
  const name = fc.stringMatching(/^[a-z0-9_.]{1,8}$/).filter((one) => !/^\.+$/.test(one));
  const files = fc.dictionary(name, fc.uint8Array({ maxLength: 3 * BLOCK, size: 'max' }), { maxKeys: 6 });
  await fc.assert(
    fc.asyncProperty(files, fc.boolean(), async (given, hasEnd) => {
      const entries = Object.entries(given).map(([path, content]) => ({
        path: `/a/${path}`,
        content: Buffer.from(content),
      }));
      const archive = archiveOf(packed({ path: '/a' }), ...entries.map(packed), ...(hasEnd ? [END] : []));
      const expected = entries.map(({ path, content }) => [path.slice(1), content.toString('latin1')] as const);
      expect(await unpacked(archive)).toEqual({ a: 'a folder', ...Object.fromEntries(expected) });
    }),
    { seed: 12, numRuns: 60 },
  );
});

test('a file that is larger than any piece, one without content, a path in two parts, an older type', async () => {
  const large = Buffer.alloc(3_000_001, 'policy');
  const archive = archiveOf(
    packed({ path: 'large', content: large }),
    packed({ path: 'empty', content: Buffer.alloc(0) }),
    packed({ path: 'deep/', prefix: 'far', type: '5' }),
    packed({ path: 'deep/file', prefix: 'far', content: Buffer.from('found') }),
    packed({ path: 'old', content: Buffer.from('type'), type: '\0' }),
    END,
    Buffer.from('what stands behind its end is none of it'),
  );
  expect(await unpacked(archive)).toEqual({
    large: large.toString('latin1'),
    empty: '',
    far: 'a folder',
    [join('far', 'deep')]: 'a folder',
    [join('far', 'deep', 'file')]: 'found',
    old: 'type',
  });
});

const file = (path: string): Entry => ({ path, content: Buffer.from('x') });

test.each([
  ['a place outside', archiveOf(packed(file('../up'))), 'names a place outside of its folder: ../up'],
  [
    'a place outside, on a way',
    archiveOf(packed(file('/a/../../up'))),
    'names a place outside of its folder: /a/../../up',
  ],
  ['a link', archiveOf(packed({ path: 'link', type: '2' })), 'holds link, which is neither a file nor a folder'],
  ['a size that is no number', archiveOf(packed({ ...file('a'), size: 'many' })), 'its size is many'],
  ['a file twice', archiveOf(packed(file('a')), packed(file('a'))), 'EEXIST'],
  ['an end in a file', archiveOf(packed(file('a')).subarray(0, BLOCK)), 'ends in the middle of an entry'],
  [
    'an end in what fills a block',
    archiveOf(packed(file('a')).subarray(0, BLOCK + 9)),
    'ends in the middle of an entry',
  ],
  ['an end in a header', archiveOf(packed(file('a')).subarray(0, 9)), 'ends in the middle of an entry'],
  ['compression that ends early', archiveOf(packed(file('a')), END).slice(0, 40), 'unexpected end of file'],
  ['no compression', new Blob([packed(file('a'))]), 'incorrect header check'],
])('an archive with %s is refused', async (_, archive, because) => {
  await expect(unpacked(archive)).rejects.toThrow(because);
});
