import { freshDatabase } from '../../../tools/lab/postgres.ts';
import { findPrograms, PostgresServer, type ServerOptions } from '../../../tools/lab/postgres-server.ts';
import { sqlOn } from './sql.ts';
import { Wire } from './wire.ts';

/** A database, and the way that leads from the desk to it. */
export interface Ground {
  /** The desk's `DATABASE_URL`: a role of its own that owns its database and nothing else. */
  readonly url: string;
  /** The same database as its server's owner, by a way that nothing disturbs. */
  readonly ownersUrl: string;
  close(): Promise<void>;
}

/** The role that the desk has on it. */
export const ROLE = 'desk';

/** A server of its own. */
export interface ServerGround extends Ground {
  readonly server: PostgresServer;
}

/** A server behind a stretch of network. */
export interface WireGround extends ServerGround {
  readonly wire: Wire;
}

export async function onServer(options: ServerOptions = {}): Promise<ServerGround> {
  const server = await PostgresServer.make(findPrograms() ?? '', options);
  try {
    await server.start();
    const ownersUrl = await databaseFor(server.url);
    return { server, url: asRole(ownersUrl), ownersUrl, close: () => server.remove() };
  } catch (error) {
    await server.remove();
    throw error;
  }
}

export async function onWire(): Promise<WireGround> {
  const ground = await onServer();
  const { hostname, port } = new URL(ground.ownersUrl);
  const wire = await Wire.to({ host: hostname, port: Number(port) });
  const close = async () => {
    await wire.close();
    await ground.close();
  };
  return { ...ground, wire, url: at(ground.url, wire.port), close };
}

/** Makes a database that {@link ROLE} owns, and returns its URL for the server's owner. */
export async function databaseFor(serverUrl: string): Promise<string> {
  const exists = await sqlOn(serverUrl, `select from pg_roles where rolname = '${ROLE}'`);
  if (exists.length === 0) await sqlOn(serverUrl, `create role ${ROLE} login`);
  const url = await freshDatabase(serverUrl);
  await sqlOn(serverUrl, `alter database ${new URL(url).pathname.slice(1)} owner to ${ROLE}`);
  return url;
}

/** A URL with the desk's role for its user. */
export function asRole(url: string): string {
  const changed = new URL(url);
  changed.username = ROLE;
  changed.password = '';
  return changed.href;
}

/** A URL with another port. */
export function at(url: string, port: number): string {
  const changed = new URL(url);
  changed.port = String(port);
  return changed.href;
}
