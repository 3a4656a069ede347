import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

/** Bytes of a file, from one position up to another. */
export type Read = (from: number, to: number) => Promise<Buffer>;

/** A file in an archive, as the central directory has it. */
export interface Entry {
  name: string;
  /** 0 as it is, 8 deflated. */
  method: number;
  packedBytes: number;
  at: number;
}

/** An archive's end with the longest comment, its directory, and one part of it that is unpacked: no document has more. */
const MOST_END = 22 + 0xffff;
const MOST_DIRECTORY = 1024 * 1024;
const MOST_PART = 1024 * 1024;

const END = Buffer.from('PK\x05\x06', 'latin1');
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;

const inflated = promisify(inflateRaw) as (packed: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

/**
 * What an archive holds, by its central directory (APPNOTE 4.3.12), which is what programs open it by. Undefined where it
 * has none that can be read, or a larger one than a document has.
 */
export async function entriesIn(size: number, read: Read): Promise<Entry[] | undefined> {
  const from = Math.max(0, size - MOST_END);
  const tail = await read(from, size);
  const at = tail.lastIndexOf(END);
  if (at === -1 || at + 22 > tail.length) return undefined;
  const [bytes, offset] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
  // The directory stands right before its end, also where something was put before the archive and nothing adds up.
  const start = from + at - bytes;
  if (start < 0 || bytes > MOST_DIRECTORY) return undefined;
  return entriesOf(await read(start, start + bytes), start - offset);
}

function entriesOf(directory: Buffer, shift: number): Entry[] | undefined {
  const entries: Entry[] = [];
  for (let at = 0; at < directory.length; ) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== ENTRY) return undefined;
    const [nameBytes, extra, comment] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameBytes),
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      at: directory.readUInt32LE(at + 42) + shift,
    });
    at += 46 + nameBytes + extra + comment;
  }
  return entries;
}

/** The content of an entry; undefined where it can't be unpacked, or is larger than such a part of a document. */
export async function contentOf(
  { method, packedBytes, at }: Entry,
  size: number,
  read: Read,
): Promise<Buffer | undefined> {
  if (packedBytes > MOST_PART || at < 0 || at + 30 > size) return undefined;
  const head = await read(at, at + 30);
  if (head.readUInt32LE(0) !== LOCAL) return undefined;
  const from = at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  if (from + packedBytes > size) return undefined;
  const packed = await read(from, from + packedBytes);
  if (method === 0) return packed;
  return method === 8 ? inflated(packed, { maxOutputLength: MOST_PART }).catch(() => undefined) : undefined;
}
