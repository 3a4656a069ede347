import { createHash } from 'node:crypto';
import postgres from 'postgres';
import { openDatabase } from '../../../db/open.ts';
import { Signals } from '../../../services/signals.ts';
import type { Database } from '../../../services/stores.ts';
import { createLogger } from '../../../telemetry/logger.ts';
import { freshDatabase } from '../../lab/postgres.ts';
import type { PostgresServer } from '../../lab/postgres-server.ts';
import type { DeskProcess } from '../../lab/processes.ts';
import type { Ends } from '../turn/ends.ts';
import { benchDesk, deskTables, ownServer } from '../turn/field.ts';
import { conversationsOf, ENTRIES, fill } from './fill.ts';
import type { Place } from './reads.ts';

/** A desk on a server of its own that holds so much. */
export interface Sized {
  name: string;
  conversations: number;
  server: PostgresServer;
  /** Of its database. */
  url: string;
  desk: DeskProcess;
  /** The same database for this process, through the desk's stores. */
  database: Database;
  /** What filling it took and made. */
  filled: { seconds: number; megabytes: number; bytesAnEntry: number };
}

/** Starts a server, fills it and starts a desk on it. Throws where this machine has no PostgreSQL. */
export async function sized(entries: number, ends: Ends): Promise<Sized> {
  const server = await ownServer();
  if (!server) throw new Error('no PostgreSQL was found: install its server, growth is measured on one');
  ends.add(() => server.remove());
  const url = await freshDatabase(server.url);
  await deskTables(url);
  const conversations = conversationsOf(entries);
  const seconds = await fill(url, conversations);
  const desk = await benchDesk({ DATABASE_URL: url });
  ends.add(() => desk.end());
  desk.start();
  await desk.ready();
  const opened = await openDatabase({ url }, { signals: new Signals(), logger: createLogger('error') });
  ends.add(() => opened.close());
  const name = `${conversations * ENTRIES} entries`;
  return {
    name,
    conversations,
    server,
    url,
    desk,
    database: opened.database,
    filled: { seconds, ...(await sizeOf(url)) },
  };
}

async function sizeOf(url: string): Promise<{ megabytes: number; bytesAnEntry: number }> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql`
      select pg_database_size(current_database()) / 1e6 as megabytes,
        (select avg(pg_column_size(a)) from (select * from activities limit 1000) a)::float8 as bytes`;
    return { megabytes: Number(row?.megabytes), bytesAnEntry: Number(row?.bytes) };
  } finally {
    await sql.end();
  }
}

/** The `n`th conversation that was generated, 1 the newest, and the case of the one nearest to it that has one. */
export function placeOf(n: number): Place {
  const withCase = Math.max(20, n - (n % 20));
  return { id: idOf(n), headSeq: ENTRIES, reference: referenceOfCase(withCase) };
}

/** As the generating SQL makes them (`ID`, `referenceOf`). */
export const idOf = (n: number): string => `b${createHash('md5').update(String(n)).digest('hex').slice(0, 21)}`;
const referenceOfCase = (n: number): string => `${n % 40 === 0 ? 'WB' : 'BA'}261118-${String(n).padStart(8, '0')}`;
