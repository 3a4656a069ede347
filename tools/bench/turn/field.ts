import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freshDatabase } from '../../lab/postgres.ts';
import { findPrograms, PostgresServer } from '../../lab/postgres-server.ts';
import { DeskProcess, ended, spawnProgram } from '../../lab/processes.ts';
import { runEcho } from '../programs.ts';
import { Ends } from './ends.ts';
import { ask } from './job.ts';
import { ownOf, type Player, playedBy } from './players.ts';
import { type Had, hadBy, hadByServer } from './processor.ts';

/** The desks, by the database that they run on. */
export const BACKENDS = ['postgres', 'pglite'] as const;
export type Backend = (typeof BACKENDS)[number];

/** Nobody is measured against a limit that is there for strangers. */
const WITHOUT_LIMITS = {
  WEBCHAT_TOKENS_PER_MINUTE: '1000000',
  MESSAGES_PER_MINUTE: '1000000',
  ADDRESS_MESSAGES_PER_MINUTE: '10000000',
  ADDRESS_MESSAGE_MB_PER_MINUTE: '1000000',
  ADDRESS_STREAMS: '1000000',
};

/**
 * A checkpoint in the middle of a round would be that round's alone, and each page's first change after one is written
 * whole: what WAL and time a turn takes would depend on when it came.
 */
const WITHOUT_CHECKPOINTS = ['checkpoint_timeout=1h', 'max_wal_size=8GB'];

/** A PostgreSQL server of the benchmark's own; undefined where this machine has no programs for it. */
export async function ownServer(settings: readonly string[] = []): Promise<PostgresServer | undefined> {
  const programs = findPrograms();
  if (!programs) return undefined;
  const server = await PostgresServer.make(programs, { settings: [...WITHOUT_CHECKPOINTS, ...settings] });
  await server.start();
  return server;
}

/** Gives a fresh database the desk's tables. */
export async function deskTables(databaseUrl: string): Promise<void> {
  const child = spawnProgram('cli/policydesk.js', { DATABASE_URL: databaseUrl }, { args: ['migrate'] });
  await ended(child);
  if (child.exitCode !== 0) throw new Error('the database of the smallest writer could not be migrated');
}

/** A desk as it is delivered, with its usual log. */
export const benchDesk = (
  database: { DATA_DIR: string } | { DATABASE_URL: string },
  nodeArgs: readonly string[] = [],
): Promise<DeskProcess> => DeskProcess.at({ ...database, LOG_LEVEL: 'info', ...WITHOUT_LIMITS }, nodeArgs);

/** Starts a program that does jobs. */
export async function startWorker(file: string, args: readonly string[] = []): Promise<ChildProcess> {
  const child = spawnProgram(file, {}, { args, talks: true });
  const errors: Buffer[] = [];
  child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk));
  child.stdout?.resume();
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => {
      throw new Error(`${file} ended early: ${Buffer.concat(errors).toString().slice(0, 500)}`);
    }),
  ]);
  return child;
}

/** Ends a program of the benchmark. */
export async function endWorker(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await ended(child);
}

/** Everything that is measured in one run, each program in a process of its own, each database on a server of its own. */
export class Field {
  readonly desks: Partial<Record<Backend, DeskProcess>>;
  readonly players: readonly Player[];
  /** Every process of the benchmark with what it has had: the rest of what the machine does is the neighbours'. */
  readonly own: () => Had;
  readonly close: () => Promise<void>;

  private constructor(given: Pick<Field, 'desks' | 'players' | 'own' | 'close'>) {
    this.desks = given.desks;
    this.players = given.players;
    this.own = given.own;
    this.close = given.close;
  }

  /** Lays everything out. The desks are not started yet. */
  static async layOut(): Promise<Field> {
    const ends = new Ends();
    try {
      const customers = await startWorker('tools/bench/turn/customers.ts');
      ends.add(() => endWorker(customers));
      const echo = await runEcho();
      ends.add(() => echo.stop());
      const players: Player[] = [playedBy(customers, { name: 'echo', programs: [echo] })];

      const desks: Partial<Record<Backend, DeskProcess>> = {};
      const pids = [() => customers.pid ?? 0, () => echo.pid];
      const writersServer = await ownServer();
      const desksServer = await ownServer();
      if (writersServer && desksServer) {
        ends.add(() => desksServer.remove());
        ends.add(() => writersServer.remove());
        const writersUrl = await freshDatabase(writersServer.url);
        await deskTables(writersUrl);
        const writer = await startWorker('tools/bench/turn/floor-writer.ts', [writersUrl]);
        ends.add(() => endWorker(writer));
        pids.push(() => writer.pid ?? 0);
        players.push({
          name: 'floor',
          play: (job) => ask(writer, { ...job, urls: [] }),
          program: () => hadBy(writer.pid ?? 0),
          server: () => hadByServer(writersServer.pids()),
        });
        const desk = await benchDesk({ DATABASE_URL: await freshDatabase(desksServer.url) });
        ends.add(() => desk.end());
        desks.postgres = desk;
        pids.push(() => desk.pid);
        players.push(playedBy(customers, { name: 'postgres', programs: [desk], server: desksServer }));
      }
      const embedded = await benchDesk({ DATA_DIR: join(ends.folder(), 'data') });
      ends.add(() => embedded.end());
      desks.pglite = embedded;
      pids.push(() => embedded.pid);
      players.push(playedBy(customers, { name: 'pglite', programs: [embedded] }));

      const servers = [writersServer, desksServer].filter((server) => server !== undefined);
      const own = ownOf(() => pids.map((pid) => pid()), servers);
      return new Field({ desks, players, own, close: () => ends.all() });
    } catch (error) {
      await ends.all();
      throw error;
    }
  }
}
