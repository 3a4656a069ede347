import { userInfo } from 'node:os';
import { AddressError } from './address-error.ts';
import { decode, type Endpoint, placesOf } from './endpoints.ts';
import { type Security, securityOf } from './security.ts';

/** What a `DATABASE_URL` says. */
export interface DatabaseAddress {
  /** Tried in turn. */
  places: readonly Endpoint[];
  user: string;
  password: string;
  database: string;
  security: Security;
  /** Sent to the server when a connection starts. */
  parameters: Record<string, string>;
  keepAliveSeconds: number;
  connectSeconds: number | undefined;
  /** A server that takes no writes is passed over. */
  mustWrite: boolean;
  /** Connections that this process opens at most; undefined for the desk's choice. */
  connections: number | undefined;
  /** Seconds after which a connection is replaced; undefined for the desk's choice. */
  lifetimeSeconds: number | undefined;
}
const KEEP_ALIVE_SECONDS = 30;

/**
 * libpq's parameters that change nothing that the desk could do otherwise, or that Node can't set: they are taken and
 * left alone.
 */
const WITHOUT_EFFECT = new Set([
  'fallback_application_name',
  'keepalives_interval',
  'keepalives_count',
  'tcp_user_timeout',
  'load_balance_hosts',
  'sslcompression',
  'sslsni',
  'ssl_min_protocol_version',
  'ssl_max_protocol_version',
  'krbsrvname',
  'gsslib',
  'gssdelegation',
]);

/**
 * Reads a PostgreSQL URL (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS), several
 * hosts and IPv6 included. Throws {@link AddressError} for what it can't do, so that nothing asked for is silently left
 * out.
 */
export function readAddress(url: string, environment: NodeJS.ProcessEnv = process.env): DatabaseAddress {
  const parts = /^postgres(?:ql)?:\/\/(?:([^@/?#]*)@)?([^/?#]*)(?:\/([^?#]*))?(?:\?([^#]*))?(?:#.*)?$/.exec(url);
  if (!parts) throw new AddressError('write it as postgres://user:password@host:5432/database');
  const [, login = '', hosts = '', database = '', query = ''] = parts;
  const [user = '', ...password] = login.split(':');
  const given = new URLSearchParams(query);
  const asked = new Map([...given].filter(([name]) => !WITHOUT_EFFECT.has(name)));
  /** Takes a parameter, so that what nobody took is known. */
  const take = (name: string): string | undefined => {
    const value = asked.get(name);
    asked.delete(name);
    return value;
  };
  const only = (name: string, allowed: readonly string[], why: string) => {
    const value = take(name);
    if (value !== undefined && !allowed.includes(value))
      throw new AddressError(`${name}=${value} is not possible: ${why}`);
  };

  only('channel_binding', ['disable', 'prefer'], 'leave it out, and use sslmode=verify-full');
  only('gssencmode', ['disable', 'prefer'], 'use sslmode instead');
  only('sslnegotiation', ['postgres'], 'leave it out');
  only('client_encoding', ['UTF8', 'utf8', 'UTF-8', 'utf-8', 'auto'], 'the desk speaks UTF-8');
  only('replication', ['false', 'off', 'no', '0'], 'leave it out');
  const target = take('target_session_attrs') ?? 'any';
  if (!['any', 'read-write', 'primary'].includes(target))
    throw new AddressError(`target_session_attrs=${target} is not possible: the desk writes, so set read-write`);

  const name = decode(user) || take('user') || environment.PGUSER || userInfo().username;
  const options = take('options');
  const address: DatabaseAddress = {
    places: placesOf(take('host') ?? hosts, take('port'), take('hostaddr')),
    user: name,
    password: decode(password.join(':')) || take('password') || environment.PGPASSWORD || '',
    database: decode(database) || take('dbname') || name,
    security: securityOf(take),
    parameters: {
      application_name: take('application_name') ?? 'policydesk',
      ...(options === undefined ? {} : { options }),
    },
    keepAliveSeconds: take('keepalives') === '0' ? 0 : (seconds('keepalives_idle', take) ?? KEEP_ALIVE_SECONDS),
    connectSeconds: seconds('connect_timeout', take),
    mustWrite: target !== 'any',
    connections: seconds('max', take),
    lifetimeSeconds: seconds('max_lifetime', take),
  };
  take('keepalives_idle');
  const [unknown] = asked.keys();
  if (unknown !== undefined)
    throw new AddressError(
      unknown === 'schema'
        ? "schema is not PostgreSQL's: write options=-c%20search_path%3Dname"
        : `the desk doesn't know the parameter ${unknown}: leave it out`,
    );
  return address;
}

function seconds(name: string, take: (name: string) => string | undefined): number | undefined {
  const value = take(name);
  if (value === undefined || value === '0') return undefined;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new AddressError(`${name} is a whole number`);
  return number;
}
