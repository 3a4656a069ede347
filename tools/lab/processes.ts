import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './free-port.ts';

const project = join(import.meta.dirname, '..', '..');

/** A desk that isn't ready by then is not going to be. */
const READY_WITHIN_MS = 120_000;
const STOP_WITHIN_MS = 15_000;

export interface SpawnOptions {
  args?: readonly string[];
  /** For node itself. */
  nodeArgs?: readonly string[];
  /** Has a channel to its parent. */
  talks?: boolean;
  /** Has a standard input. */
  reads?: boolean;
}

/**
 * Starts a program of the project in a process of its own. The process is the program itself, not a wrapper
 * around it, so that a signal reaches it.
 */
export const spawnProgram = (
  file: string,
  environment: Record<string, string>,
  { args = [], nodeArgs = [], talks = false, reads = false }: SpawnOptions = {},
): ChildProcess => {
  const loader = file.endsWith('.ts') ? ['--import', 'tsx'] : [];
  const child = spawn(process.execPath, [...nodeArgs, ...loader, join(project, file), ...args], {
    cwd: project,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR, ...environment },
    stdio: [reads ? 'pipe' : 'ignore', 'pipe', 'pipe', ...(talks ? (['ipc'] as const) : [])],
  });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  child.once('exit', () => process.off('exit', endWithUs));
  return child;
};

/** Resolves when a process has ended, also when it had before. */
export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** The desk in a process of its own, as `npm start` runs it, at an address that stays the same however often it is killed and started again. */
export class DeskProcess {
  readonly url: string;
  readonly #environment: Record<string, string>;
  readonly #nodeArgs: readonly string[];
  #child: ChildProcess | undefined;
  #ready: Promise<void> = Promise.resolve();
  #printed = '';
  #isReady = false;
  #over = false;

  private constructor(port: number, environment: Record<string, string>, nodeArgs: readonly string[]) {
    this.url = `http://127.0.0.1:${port}`;
    this.#environment = {
      PORT: String(port),
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
      WEBCHAT_TOKENS_PER_MINUTE: '100000',
      MESSAGES_PER_MINUTE: '1000000',
      INBOX_ADMIN_PASSWORD: 'a password for tests',
      ...environment,
    };
    this.#nodeArgs = nodeArgs;
  }

  /** A desk on a free port. Nothing runs before {@link start}. */
  static async at(environment: Record<string, string>, nodeArgs: readonly string[] = []): Promise<DeskProcess> {
    return new DeskProcess(await freePort(), environment, nodeArgs);
  }

  /** Starts the process; {@link ready} tells when it takes requests. */
  start(): void {
    if (this.#over) throw new Error('this desk was ended for good: make another one');
    const child = spawnProgram('start.js', this.#environment, { nodeArgs: this.#nodeArgs });
    this.#printed = '';
    this.#isReady = false;
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.#printed += chunk.toString();
      });
    this.#child = child;
    this.#ready = this.#untilReady(child);
    this.#ready.catch(() => undefined); // whoever waits for it is told
  }

  /** Resolves once the started process takes requests. Throws with what it printed when it ends by itself instead. */
  ready(): Promise<void> {
    return this.#ready;
  }

  /** Of the process as it was started last; 0 before it was. */
  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Whether it has been seen to take requests since it was started. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** Throws with what it printed when it has ended by itself. */
  mustRun(): void {
    const code = this.#child?.exitCode;
    if (code !== null) throw new Error(`the desk ended with ${code}:\n${this.#printed}`);
  }

  /** Ends it as a power cut of the process would: nothing of it runs after this. */
  async kill(): Promise<void> {
    if (!this.#child) return;
    this.#child.kill('SIGKILL');
    await ended(this.#child);
  }

  /** Kills it for good, also where it is just about to be started again. For the end of a test, however it ends. */
  async end(): Promise<void> {
    this.#over = true;
    await this.kill();
  }

  /** Asks it to stop, and insists. Returns its exit code; null where it had to be killed. */
  async stop(): Promise<number | null> {
    const child = this.#child;
    if (!child) return 0;
    child.kill('SIGTERM');
    const insist = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    await ended(child);
    clearTimeout(insist);
    return child.exitCode;
  }

  /** Everything that it printed since it was started. */
  get printed(): string {
    return this.#printed;
  }

  /** Megabytes of memory that it holds, as the kernel counts them. */
  residentMegabytes(): number {
    const status = readFileSync(`/proc/${this.#child?.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
  }

  async #untilReady(child: ChildProcess): Promise<void> {
    const deadline = Date.now() + READY_WITHIN_MS;
    for (;;) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`the desk ended with ${child.exitCode ?? child.signalCode}:\n${this.#printed}`);
      if (Date.now() > deadline) throw new Error(`the desk was not ready in time:\n${this.#printed}`);
      const answer = await fetch(`${this.url}/health/ready`).catch(() => undefined);
      await answer?.body?.cancel();
      if (answer?.ok) {
        this.#isReady = true;
        return;
      }
      await wait(40);
    }
  }
}
