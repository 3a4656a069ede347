import postgres from 'postgres';
import { findPrograms, PostgresServer } from './postgres-server.ts';

/** A PostgreSQL server for tests. */
export interface TestServer {
  /** Of a database that may be used to make others. */
  url: string;
  stop(): Promise<void>;
}

/**
 * The server that `TEST_DATABASE_URL` names, or one started in a temporary folder from the programs that this machine
 * has; undefined where it has none.
 */
export async function findPostgres(): Promise<TestServer | undefined> {
  const url = process.env.TEST_DATABASE_URL;
  if (url) return { url, stop: async () => {} };
  const programs = findPrograms();
  if (!programs) return undefined;
  const server = await PostgresServer.make(programs);
  await server.start();
  return { url: server.url, stop: () => server.remove() };
}

/** Makes a fresh database on a server and returns its URL. */
export async function freshDatabase(serverUrl: string): Promise<string> {
  const name = `desk_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  const sql = postgres(serverUrl, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(`create database ${name}`);
  } finally {
    await sql.end();
  }
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
