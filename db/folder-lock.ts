import { createHash } from 'node:crypto';
import { mkdir, realpath, rmdir, stat, unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** The folder is another running desk's. Two processes on one embedded database lose rows without a word. */
export class FolderInUse extends Error {
  constructor(folder: string) {
    super(
      `DATA_DIR ${folder} is in use by another running desk: stop that one, or set DATA_DIR to another folder, or use DATABASE_URL for several replicas`,
    );
  }
}

/**
 * Locks a folder for this process with a Unix socket that listens in it: the kernel closes it when the process ends,
 * however it ends. Returns how to unlock. Throws {@link FolderInUse}.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = await socketPath(folder);
  for (;;) {
    const server = await listenOn(path);
    if (server) return () => new Promise((resolve) => server.close(() => resolve()));
    const found = await identityOf(path);
    if (await answers(path)) throw new FolderInUse(folder);
    // Refused: left behind by a killed process, or bound a moment ago and not listening yet. Give the latter its moment.
    await wait(150);
    if (await answers(path)) throw new FolderInUse(folder);
    if (found) await removeStale(path, found);
  }
}

/** A Unix socket's path may have 107 bytes; a longer one gets a name made from it in the temporary folder. */
async function socketPath(folder: string): Promise<string> {
  const inside = join(await realpath(folder), 'desk.sock');
  if (Buffer.byteLength(inside) <= 100) return inside;
  return join(tmpdir(), `policydesk-${createHash('sha256').update(inside).digest('hex').slice(0, 32)}.sock`);
}

function listenOn(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(path, () => resolve(server.unref()));
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
  });
}

/** Which socket stands at a path; undefined for none. A new one may get the inode of the one before, but not its time. */
async function identityOf(path: string): Promise<string | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found && `${found.ino} ${found.ctimeNs}`;
}

/**
 * Only the one starter that makes the `breaking` folder removes the socket, and only the one that it found dead: another
 * starter may have removed that one and listen here by now.
 */
async function removeStale(path: string, found: string): Promise<void> {
  const breaking = `${path}.breaking`;
  try {
    await mkdir(breaking);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const since = await stat(breaking).catch(() => undefined);
    if (since && Date.now() - since.mtimeMs > 10_000) await rmdir(breaking).catch(() => undefined);
    return void (await wait(50));
  }
  try {
    if ((await identityOf(path)) === found) await unlink(path).catch(() => undefined);
  } finally {
    await rmdir(breaking).catch(() => undefined);
  }
}
