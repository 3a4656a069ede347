import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { ended } from '../../tools/lab/processes.ts';

const STOP_WITHIN_MS = 15_000;
const SAID_KEPT = 8_000;

export interface ProgramOptions {
  folder: string;
  /** Who runs it; whoever runs this unless told otherwise. */
  user?: { uid: number; gid: number } | undefined;
  environment?: Record<string, string>;
}

/** A program of the machine beside the desk: a pooler, a balancer. It ends with this process. */
export class Program {
  readonly name: string;
  readonly #child: ChildProcess;
  #said = '';

  constructor(path: string, args: readonly string[], { folder, user, environment = {} }: ProgramOptions) {
    this.name = path;
    this.#child = spawn(path, args, {
      ...user,
      cwd: folder,
      env: { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8', HOME: folder, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.#said = (this.#said + chunk.toString()).slice(-SAID_KEPT);
      });
    const child = this.#child;
    child.once('error', (error) => {
      this.#said += String(error);
    });
    const endWithUs = () => child.kill('SIGKILL');
    process.once('exit', endWithUs);
    child.once('exit', () => process.off('exit', endWithUs));
  }

  /** The last of what it printed. */
  get said(): string {
    return this.#said;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Waits until something of it holds. Throws with what it printed where it ends before, or where that takes too long. */
  async until(holds: () => Promise<boolean>, withinMs: number): Promise<void> {
    for (const deadline = Date.now() + withinMs; Date.now() < deadline; await wait(100)) {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) break;
      if (await holds().catch(() => false)) return;
    }
    throw new Error(`${this.name} did not come up:\n${this.#said}`);
  }

  /** Kills it, and returns when it is gone. */
  async kill(): Promise<void> {
    if (this.#child.pid === undefined) return;
    this.#child.kill('SIGKILL');
    await ended(this.#child);
  }

  /** Asks it to stop, and insists. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.#child.pid === undefined) return;
    this.#child.kill(signal);
    const insist = setTimeout(() => this.#child.kill('SIGKILL'), STOP_WITHIN_MS);
    await ended(this.#child);
    clearTimeout(insist);
  }
}
