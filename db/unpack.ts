import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/** An archive is made of these: POSIX.1-2017, pax, "ustar Interchange Format". */
const BLOCK = 512;
const PIECE = 256 * 1024;

/** What an archive's entry is. */
type Header = { path: string; size: number; isFolder: boolean };

/**
 * Unpacks a gzipped ustar archive of files and folders into a folder that is made for it, piece by piece: never is more
 * than a piece of it in memory. Throws for an archive that ends early, that holds anything else, or that names a place
 * outside of the folder.
 */
export async function unpack(archive: Blob, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const entries = new Entries(folder);
  await pipeline(
    Readable.fromWeb(archive.stream() as Parameters<typeof Readable.fromWeb>[0]),
    createGunzip({ chunkSize: PIECE }),
    async (pieces: AsyncIterable<Buffer>) => {
      try {
        for await (const piece of pieces) entries.take(piece);
      } finally {
        entries.close();
      }
    },
  );
  entries.mustBeWhole();
}

/** Writes the entries of an archive as its pieces come. */
class Entries {
  readonly #folder: string;
  readonly #header = Buffer.alloc(BLOCK);
  #headerBytes = 0;
  #file: number | undefined;
  /** Bytes of the open file that are still to come, and of what fills its last block. */
  #left = 0;
  #filling = 0;
  #isOver = false;

  constructor(folder: string) {
    this.#folder = folder;
  }

  take(piece: Buffer): void {
    for (let at = 0; at < piece.length && !this.#isOver; ) {
      const rest = piece.length - at;
      if (this.#left > 0) at += this.#write(piece.subarray(at, at + Math.min(rest, this.#left)));
      else if (this.#filling > 0) {
        const filling = Math.min(rest, this.#filling);
        this.#filling -= filling;
        at += filling;
      } else {
        const taken = piece.copy(this.#header, this.#headerBytes, at, at + Math.min(rest, BLOCK - this.#headerBytes));
        this.#headerBytes += taken;
        at += taken;
        if (this.#headerBytes === BLOCK) this.#begin();
      }
    }
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  mustBeWhole(): void {
    if (!this.#isOver && (this.#left > 0 || this.#filling > 0 || this.#headerBytes > 0))
      throw new Error('the archive ends in the middle of an entry: install its package again');
  }

  #begin(): void {
    this.#headerBytes = 0;
    // An empty block is the end of the archive.
    if (this.#header.every((byte) => byte === 0)) {
      this.#isOver = true;
      return;
    }
    const { path, size, isFolder } = headerIn(this.#header);
    const place = join(this.#folder, path);
    if (isFolder) {
      mkdirSync(place, { recursive: true, mode: 0o700 });
      return;
    }
    this.#file = openSync(place, 'wx', 0o600);
    this.#left = size;
    this.#filling = (BLOCK - (size % BLOCK)) % BLOCK;
    if (size === 0) this.close();
  }

  #write(bytes: Buffer): number {
    const written = writeSync(this.#file as number, bytes);
    this.#left -= written;
    if (this.#left === 0) this.close();
    return written;
  }
}

function headerIn(block: Buffer): Header {
  const text = (from: number, length: number) => {
    const field = block.toString('utf8', from, from + length);
    const end = field.indexOf('\0');
    return end < 0 ? field : field.slice(0, end);
  };
  const [name, prefix, type] = [text(0, 100), text(345, 155), text(156, 1)];
  const path = prefix ? `${prefix}/${name}` : name;
  if (path.split('/').includes('..')) throw new Error(`the archive names a place outside of its folder: ${path}`);
  if (!['', '0', '5'].includes(type))
    throw new Error(`the archive holds ${path}, which is neither a file nor a folder`);
  const digits = text(124, 12).trim();
  if (!/^[0-7]+$/.test(digits)) throw new Error(`the archive says of ${path} that its size is ${digits}`);
  return { path, size: Number.parseInt(digits, 8), isFolder: type === '5' };
}
