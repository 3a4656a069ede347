import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PIECE = Buffer.alloc(64 * 1024);

/** A small disk of its own in memory, mounted at a temporary folder, that can be filled to the last byte. Needs root's rights. */
export class SmallDisk {
  readonly folder = mkdtempSync(join(tmpdir(), 'policydesk-disk-'));
  readonly #filling = join(this.folder, 'filling');
  readonly #endWithUs = () => this.#unmount();

  constructor(megabytes: number) {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'policydesk-test', this.folder]);
    chmodSync(this.folder, 0o755);
    process.once('exit', this.#endWithUs);
  }

  /** Takes every byte that is left. */
  fill(): void {
    const file = openSync(this.#filling, 'a');
    try {
      for (let size = PIECE.length; size >= 1; size = Math.floor(size / 2))
        try {
          for (;;) if (writeSync(file, PIECE, 0, size) === 0) break;
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        }
    } finally {
      closeSync(file);
    }
  }

  /** Gives it all back. */
  empty(): void {
    rmSync(this.#filling, { force: true });
  }

  /** Takes the disk away. Whoever still has a file open on it keeps it from view, no longer than they run. */
  remove(): void {
    process.off('exit', this.#endWithUs);
    this.#unmount();
  }

  #unmount(): void {
    execFileSync('umount', ['--lazy', this.folder]);
    rmdirSync(this.folder);
  }
}
