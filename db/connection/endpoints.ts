import { AddressError } from './address-error.ts';

/** Where a server listens: a port of a host, or a Unix socket. */
export type Endpoint = { host: string; port: number } | { path: string };

/** Where PostgreSQL listens unless told otherwise. */
const PORT = 5432;

/** The servers of an address, in the order in which they are tried. `numeric` are libpq's `hostaddr`. Throws {@link AddressError}. */
export function placesOf(hosts: string, ports: string | undefined, numeric: string | undefined): Endpoint[] {
  const named = hosts === '' ? ['localhost'] : hosts.split(',');
  const addresses = numeric?.split(',');
  const further = ports?.split(',');
  return named.map((one, at) => {
    const [, bracketed, plain, ownPort] = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::(\d*))?$/.exec(one) ?? [];
    const host = addresses?.[at] ?? (bracketed || decode(plain ?? ''));
    if (bracketed === undefined && plain === undefined)
      throw new AddressError('write an IPv6 address in brackets: postgres://user@[::1]:5432/database');
    const port = Number(ownPort || further?.[at] || further?.[0] || PORT);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new AddressError('a port is a number up to 65535');
    return host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host: host || 'localhost', port };
  });
}

/** A part of an address without its percent signs. Throws {@link AddressError}. */
export function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new AddressError('a % in a name or password is written as %25');
  }
}
