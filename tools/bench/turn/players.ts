import type { ChildProcess } from 'node:child_process';
import type { PostgresServer } from '../../lab/postgres-server.ts';
import { ask, type Done, type Job } from './job.ts';
import { type Had, hadBy, hadByServer, sum } from './processor.ts';

/** Who is measured: the program itself, and the server that it keeps its data on. */
export interface Player {
  name: string;
  play(job: Omit<Job, 'urls'>): Promise<Done>;
  program(): Had;
  /** Nothing where it has no server. */
  server(): Had;
}

/** A program of the benchmark, which may not run yet. */
export interface Program {
  url: string;
  pid: number;
}

/** Desks to which the same customers come in turns, on one server or none. */
export const playedBy = (
  customers: ChildProcess,
  { name, programs, server }: { name: string; programs: readonly Program[]; server?: PostgresServer | undefined },
): Player => ({
  name,
  play: (job) => ask(customers, { ...job, urls: programs.map(({ url }) => url) }),
  program: () => sum(programs.map(({ pid }) => hadBy(pid))),
  server: () => hadByServer(server?.pids() ?? []),
});

/** What all processes of the benchmark have had: the rest of what the machine does is the neighbours'. */
export const ownOf =
  (pids: () => readonly number[], servers: readonly PostgresServer[]): (() => Had) =>
  () =>
    sum([process.pid, ...pids()].map(hadBy).concat(servers.map((server) => hadByServer(server.pids()))));
