import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import postgres from 'postgres';
import { freePort } from '../../lab/free-port.ts';
import { freshDatabase } from '../../lab/postgres.ts';
import type { PostgresServer } from '../../lab/postgres-server.ts';
import { countAllocation } from './allocation.ts';
import { Ends } from './ends.ts';
import { type Backend, benchDesk, endWorker, ownServer, startWorker } from './field.ts';
import { ask } from './job.ts';
import { countSystemCalls, type Way } from './system-calls.ts';
import { type CountedWire, countWire } from './wire-counter.ts';

/**
 * What one turn takes, with its share of what opens a conversation. Counted, not timed: neighbours hardly change it. What
 * a desk asks its database by the clock, with or without turns (what is to be sent, who has moved), is taken off as it was
 * counted at rest, for turns that take longer have more of it beside them; a vacuum, which comes by the minute, is off.
 */
export interface Counts {
  /** Bytes on the desk's V8 heap. */
  allocated: number;
  /** System calls of the desk, and how they were counted. */
  systemCalls: number;
  way: Way;
  /** Of its PostgreSQL server; undefined on PGlite, whose wire and log are inside of the desk's own process. */
  server: ServerCounts | undefined;
}

interface ServerCounts {
  statements: number;
  flushes: number;
  walBytes: number;
  systemCalls: number;
}

/** How long what a desk does at rest is counted, in milliseconds: each of its looks comes several times. */
const AT_REST_MS = 5_000;

/** How much is done before, and while, it is counted. */
export interface CountPlan {
  warm: number;
  turns: number;
  atOnce: number;
}

/**
 * Counts what a turn takes, on a desk of its own that is watched through its inspector, and through a hop before its
 * server. Undefined where there is no PostgreSQL to run it on.
 */
export async function countTurns(backend: Backend, { warm, turns, atOnce }: CountPlan): Promise<Counts | undefined> {
  const ends = new Ends();
  try {
    const server = backend === 'postgres' ? await ownServer(['autovacuum=off']) : undefined;
    if (backend === 'postgres' && !server) return undefined;
    if (server) ends.add(() => server.remove());
    const wire = server && (await countWire(await freshDatabase(server.url)));
    if (wire) ends.add(() => wire.close());
    const inspector = await freePort();
    const desk = await benchDesk(wire ? { DATABASE_URL: wire.url } : { DATA_DIR: join(ends.folder(), 'data') }, [
      `--inspect=127.0.0.1:${inspector}`,
    ]);
    ends.add(() => desk.end());
    desk.start();
    await desk.ready();
    const customers = await startWorker('tools/bench/turn/customers.ts');
    ends.add(() => endWorker(customers));
    await ask(customers, { urls: [desk.url], atOnce, turns: warm, from: 0, sendsAgain: true });

    const atRest = server && wire && (await countedAtRest(server, wire));
    const database = server && wire && (await watched(server, wire));
    const began = performance.now();
    const calls = await countSystemCalls(() => [desk.pid]);
    const allocation = await countAllocation(inspector);
    await ask(customers, { urls: [desk.url], atOnce, turns, from: warm, sendsAgain: true });
    const allocated = await allocation.end();
    const systemCalls = await calls.end();
    const counted = await database?.end();
    const tookMs = performance.now() - began;
    const { way } = calls;
    const ofATurn = (what: keyof ServerCounts) => {
      if (!counted || !atRest) return Number.NaN;
      return (counted[what] - atRest[what] * (tookMs / AT_REST_MS)) / turns;
    };
    return {
      allocated: allocated / turns,
      systemCalls: systemCalls / turns,
      way,
      server: counted && {
        statements: ofATurn('statements'),
        flushes: ofATurn('flushes'),
        walBytes: ofATurn('walBytes'),
        systemCalls: ofATurn('systemCalls'),
      },
    };
  } finally {
    await ends.all();
  }
}

/** What a server does for a desk to which nobody speaks, in {@link AT_REST_MS}. */
async function countedAtRest(server: PostgresServer, wire: CountedWire): Promise<ServerCounts> {
  const counting = await watched(server, wire);
  await wait(AT_REST_MS);
  return counting.end();
}

/** Counts what a server does from now on. Its log is read by position: what it has written, of anybody's, to the byte. */
async function watched(server: PostgresServer, wire: CountedWire): Promise<{ end(): Promise<ServerCounts> }> {
  const wal = async (): Promise<number> => {
    const sql = postgres(server.url, { max: 1, onnotice: () => {} });
    try {
      const [row] = await sql`select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::float8 as bytes`;
      return (row as unknown as { bytes: number }).bytes;
    } finally {
      await sql.end();
    }
  };
  const before = { ...wire.counts, wal: await wal() };
  const calls = await countSystemCalls(() => server.pids());
  return {
    async end() {
      const systemCalls = await calls.end();
      return {
        systemCalls,
        statements: wire.counts.statements - before.statements,
        flushes: wire.counts.flushes - before.flushes,
        walBytes: (await wal()) - before.wal,
      };
    },
  };
}
