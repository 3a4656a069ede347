import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import postgres from 'postgres';
import { freePort } from './free-port.ts';

/** How a server is asked to stop. `fast` breaks off what is under way, `immediate` leaves it to the next start to recover. */
const STOP_SIGNALS = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const;

/** A start with a recovery takes longer than one without. */
const ANSWERS_WITHIN_MS = 30_000;

export interface ServerOptions {
  /** Where its data lie; a temporary folder unless told otherwise. */
  folder?: string;
  /** The address that it listens on. */
  host?: string;
  /** Settings beside those that every test wants, as `-c` takes them. */
  settings?: readonly string[];
  /** What is put before its command: another namespace. */
  prefix?: readonly string[];
}

/** The folder that holds the newest PostgreSQL's programs on this machine; undefined where it has none. */
export function findPrograms(): string | undefined {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => join(root, version, 'bin')).find((folder) => existsSync(join(folder, 'postgres')));
}

/** A PostgreSQL server in a folder of its own, which can be stopped, killed, held and started again at the same address. */
export class PostgresServer {
  /** Of a database that may be used to make others. */
  readonly url: string;
  readonly #programs: string;
  readonly #folder: string;
  readonly #port: number;
  readonly #options: ServerOptions;
  #process: ChildProcess | undefined;

  private constructor(programs: string, folder: string, port: number, options: ServerOptions) {
    this.#programs = programs;
    this.#folder = folder;
    this.#port = port;
    this.#options = options;
    this.url = `postgres://policydesk@${options.host ?? '127.0.0.1'}:${port}/postgres`;
  }

  /** Makes the folder of a server. Nothing runs before {@link start}. */
  static async make(programs: string, options: ServerOptions = {}): Promise<PostgresServer> {
    const folder = mkdtempSync(join(options.folder ?? tmpdir(), 'policydesk-postgres-'));
    const user = serverUser();
    if (user) chownSync(folder, user.uid, user.gid);
    execFileSync(
      join(programs, 'initdb'),
      ['-D', join(folder, 'data'), '-U', 'policydesk', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '-N'],
      { ...user, cwd: folder, env: { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8' }, stdio: 'ignore' },
    );
    if (options.host) appendFileSync(join(folder, 'data', 'pg_hba.conf'), 'host all all samenet trust\n');
    return new PostgresServer(programs, folder, await freePort(), options);
  }

  /** Starts it, and returns when it answers. */
  async start(): Promise<void> {
    const { host = '127.0.0.1', settings = [], prefix } = this.#options;
    const options = [`listen_addresses=${host}`, 'max_connections=200', 'fsync=on', ...settings];
    const command = [
      join(this.#programs, 'postgres'),
      ...['-D', join(this.#folder, 'data'), '-p', String(this.#port), '-k', this.#folder],
      ...options.flatMap((option) => ['-c', option]),
    ];
    const user = serverUser();
    // Another namespace is entered as root, and left to the server's user after.
    const [program = '', ...args] = prefix
      ? [...prefix, 'setpriv', `--reuid=${user?.uid}`, `--regid=${user?.gid}`, '--clear-groups', ...command]
      : command;
    const child = spawn(program, args, {
      ...(prefix ? {} : user),
      cwd: this.#folder,
      env: { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000);
    });
    const endWithUs = () => child.kill('SIGQUIT');
    process.once('exit', endWithUs);
    child.once('exit', () => process.off('exit', endWithUs));
    this.#process = child;
    await this.#answers(() => said);
  }

  /** Stops it, and returns when it has. */
  async stop(how: keyof typeof STOP_SIGNALS = 'fast'): Promise<void> {
    await this.#end(STOP_SIGNALS[how]);
  }

  /** Kills the server's first process alone, as the kernel does when memory is short; the others notice and go. */
  async kill(): Promise<void> {
    const others = this.pids().slice(1);
    await this.#end('SIGKILL');
    while (others.some(isRunning)) await wait(20);
  }

  /** Holds all of its processes where they are: they keep their connections and answer nothing. */
  hold(): void {
    this.#tell('SIGSTOP');
  }

  /** Lets held processes go on. */
  release(): void {
    this.#tell('SIGCONT');
  }

  #tell(signal: NodeJS.Signals): void {
    for (const pid of this.pids()) {
      try {
        process.kill(pid, signal);
      } catch (error) {
        // A connection's process may end while the others are told.
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    }
  }

  /** Its processes, the first one first. */
  pids(): number[] {
    const first = this.#process?.pid;
    if (first === undefined || this.#process?.exitCode !== null || this.#process.signalCode !== null) return [];
    return [first, ...childrenOf(first)];
  }

  /** Stops it and removes its folder. */
  async remove(): Promise<void> {
    this.release();
    await this.stop('immediate');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  async #answers(said: () => string): Promise<void> {
    for (const deadline = Date.now() + ANSWERS_WITHIN_MS; Date.now() < deadline; await wait(50)) {
      const sql = postgres(this.url, { max: 1, connect_timeout: 2, onnotice: () => {} });
      try {
        await sql`select 1`;
        return;
      } catch {
        if (this.#process?.exitCode !== null) break;
      } finally {
        await sql.end({ timeout: 1 });
      }
    }
    throw new Error(`the PostgreSQL server for the tests did not start:\n${said()}`);
  }
}

/** PostgreSQL refuses to run as root: then another user runs it. */
export function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string, name: string) =>
    Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: id('-u', name), gid: id('-g', name) };
    } catch {
      // no such user here
    }
  }
  return { uid: 65_534, gid: 65_534 };
}

/** The processes that a process has started, as the kernel lists them. */
function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
}

function isRunning(pid: number): boolean {
  try {
    // A process that ended and that nobody has asked about is a zombie.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
