import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../tools/lab/free-port.ts';
import { serverUser } from '../../tools/lab/postgres-server.ts';
import { Program } from './program.ts';

const UP_WITHIN_MS = 15_000;

/** PgBouncer before a PostgreSQL server, at an address that stays the same when it is killed and started again. */
export class PgBouncer {
  /** The server's URL, through the pooler. */
  readonly url: string;
  readonly #path: string;
  readonly #folder: string;
  readonly #port: number;
  #program: Program | undefined;

  private constructor(path: string, folder: string, port: number, url: string) {
    this.#path = path;
    this.#folder = folder;
    this.#port = port;
    this.url = url;
  }

  /** Makes its folder before a server's URL. `path` is the program; nothing runs before {@link start}. */
  static async before(url: string, path: string, mode: 'session' | 'transaction' | 'statement'): Promise<PgBouncer> {
    const folder = mkdtempSync(join(tmpdir(), 'policydesk-pgbouncer-'));
    const user = serverUser();
    if (user) chownSync(folder, user.uid, user.gid);
    const port = await freePort();
    const { hostname, port: serverPort, username } = new URL(url);
    writeFileSync(join(folder, 'users.txt'), `"${username}" ""\n`, { mode: 0o644 });
    const settings = {
      listen_addr: '127.0.0.1',
      listen_port: port,
      unix_socket_dir: '',
      auth_type: 'trust',
      auth_file: join(folder, 'users.txt'),
      pool_mode: mode,
      default_pool_size: 60,
      // A disturber's, whose session isn't to be disturbed; the desk sends none.
      ignore_startup_parameters: 'statement_timeout,idle_in_transaction_session_timeout,idle_session_timeout',
      // Its 15 s between two attempts to reach a server are more than a desk waits for.
      server_login_retry: 1,
    };
    writeFileSync(
      join(folder, 'pgbouncer.ini'),
      [
        '[databases]',
        `* = host=${hostname} port=${serverPort}`,
        '[pgbouncer]',
        ...Object.entries(settings).map(([name, value]) => `${name} = ${value}`),
        '',
      ].join('\n'),
      { mode: 0o644 },
    );
    const through = new URL(url);
    through.host = `127.0.0.1:${port}`;
    return new PgBouncer(path, folder, port, through.href);
  }

  async start(): Promise<void> {
    this.#program = new Program(this.#path, [join(this.#folder, 'pgbouncer.ini')], {
      folder: this.#folder,
      user: serverUser(),
    });
    await this.#program.until(() => answersOn(this.#port), UP_WITHIN_MS);
  }

  async kill(): Promise<void> {
    await this.#program?.kill();
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Whether something takes connections on a port of the loopback. */
export const answersOn = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
