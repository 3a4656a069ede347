import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, mkdir, open, readdir, readFile, rm, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { type ArchiveFolder, type ArchiveReader, Spoilt } from '../../services/evidence/archive/ports.ts';

/** As `sha256sum --check` reads it. */
const SUMS = 'SHA256SUMS';
const PART = '.part';
/** Nobody writes on a file for so long. */
const SETTLED_MS = 24 * 3_600_000;
/** Characters of lines that are compressed at a time. */
const AT_ONCE = 64 * 1024;

/** A folder of archives: a folder a month, files of compressed lines, and their checksums in a list. */
export class ArchiveDirectory implements ArchiveFolder {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async write(name: string, lines: AsyncIterable<string>): Promise<boolean> {
    const path = join(this.#root, name);
    await this.#makeFolder(dirname(path));
    if (await isThere(path)) {
      // Whoever wrote it may have ended before this.
      await syncFolder(dirname(path));
      return false;
    }
    const part = `${path}.${randomUUID()}${PART}`;
    const file = await open(part, 'wx', 0o600);
    try {
      await pipeline(Readable.from(inPieces(lines)), createGzip(), async (compressed: AsyncIterable<Buffer>) => {
        for await (const bytes of compressed) await file.writeFile(bytes);
      });
      await file.sync();
    } finally {
      await file.close();
    }
    // Never over another file: that one's contents may be nowhere else any more.
    const isFirst = await link(part, path).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') return false;
        throw error;
      },
    );
    await unlink(part);
    await syncFolder(dirname(path));
    return isFirst;
  }

  open(name: string): ArchiveReader {
    const hash = createHash('sha256');
    const path = join(this.#root, name);
    return {
      async *lines() {
        const gunzip = createGunzip();
        const through = async function* (source: AsyncIterable<Buffer>) {
          for await (const bytes of source) {
            hash.update(bytes);
            yield bytes;
          }
        };
        // What fails ends the reading below, with its error.
        const reading = pipeline(createReadStream(path), through, gunzip).catch(() => undefined);
        const text = new TextDecoder('utf-8', { fatal: true });
        let rest = '';
        try {
          for await (const bytes of gunzip) {
            const lines = (rest + text.decode(bytes as Buffer, { stream: true })).split('\n');
            rest = lines.pop() ?? '';
            yield* lines;
          }
          rest += text.decode();
          await reading;
        } catch (error) {
          if (isOfContent(error)) throw new Spoilt((error as Error).message);
          throw error;
        } finally {
          gunzip.destroy();
        }
        if (rest !== '') throw new Spoilt('its last line is cut off');
      },
      sha256: () => hash.copy().digest('hex'),
    };
  }

  async stamp(name: string): Promise<string | undefined> {
    const path = join(this.#root, name);
    if (!(await isThere(path))) return undefined;
    const { ino, size, mtimeNs } = await stat(path, { bigint: true });
    return `${ino} ${size} ${mtimeNs}`;
  }

  async remove(name: string): Promise<void> {
    await rm(join(this.#root, name), { force: true });
  }

  async list(name: string, sha256: string): Promise<void> {
    const path = join(this.#root, dirname(name), SUMS);
    const file = await open(path, 'a', 0o600);
    try {
      // A line that was cut off by an end of the process is left to be no line.
      await file.write(`${(await endsWithLine(path)) ? '' : '\n'}${sha256}  ${basename(name)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  async unlisted(month: string): Promise<{ name: string; at: Date }[]> {
    const folder = join(this.#root, month);
    if (!(await isThere(folder))) return [];
    const sums = await readFile(join(folder, SUMS), 'utf8').catch(() => '');
    const listed = new Set(sums.split('\n').map((line) => /^[0-9a-f]{64} {2}(.+)$/.exec(line)?.[1]));
    const found: { name: string; at: Date }[] = [];
    for (const name of await readdir(folder)) {
      if (name === SUMS || listed.has(name)) continue;
      const { mtime } = await stat(join(folder, name));
      if (!name.endsWith(PART)) found.push({ name: `${month}/${name}`, at: mtime });
      else if (Date.now() - mtime.getTime() > SETTLED_MS) await unlink(join(folder, name));
    }
    return found;
  }

  async #makeFolder(folder: string): Promise<void> {
    const made = await mkdir(folder, { recursive: true, mode: 0o700 });
    if (made !== undefined) await syncFolder(dirname(made));
    if (made !== undefined && made !== folder) await syncFolder(dirname(folder));
  }
}

/** Lines as pieces of text, some at a time. */
async function* inPieces(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = '';
  for await (const line of lines) {
    piece += `${line}\n`;
    if (piece.length < AT_ONCE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

/** Whether an error is of what a file holds, and not of reading it. */
const isOfContent = (error: unknown): boolean => {
  const { code = '' } = error as NodeJS.ErrnoException;
  return code.startsWith('Z_') || code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
};

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );

async function endsWithLine(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size === 0) return true;
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer[0] === 0x0a;
  } finally {
    await file.close();
  }
}

/** What a folder names survives a power cut only once the folder itself was written. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
