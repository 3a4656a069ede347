import type { IncomingHttpHeaders } from 'node:http';

/** What is known of whoever sent a request. */
export interface Asked {
  headers: IncomingHttpHeaders;
  socket: { remoteAddress?: string | undefined; encrypted?: boolean };
}

/*
 * What a proxy says of a client is believed as far as `TRUSTED_PROXIES` counts proxies, and no further: anybody can send
 * these headers. Each proxy appends to a list, so the one that is believed stands that many places from its end.
 */

/** The address of the client: the socket's, or what the nearest of the trusted proxies says. */
export const addressOf = ({ headers, socket }: Asked, trustedProxies: number): string =>
  said(headers['x-forwarded-for'], trustedProxies) ?? socket.remoteAddress ?? '';

/**
 * Whether the client came by TLS: here, or at a trusted proxy. A proxy that writes `x-forwarded-proto` anew instead of
 * appending leaves one value, which is then its own.
 */
export function cameByTls({ headers, socket }: Asked, trustedProxies: number): boolean {
  if (trustedProxies === 0) return socket.encrypted === true;
  const given = headers['x-forwarded-proto'];
  return (said(given, trustedProxies) ?? listed(given)[0] ?? '').toLowerCase() === 'https';
}

/** Headers by which a proxy says that a request isn't its own. */
const FORWARDED = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via'];

/**
 * Whether a request comes from this machine and from nobody behind it: where proxies are trusted, none does. It asks for
 * this machine by a name of its own too: a page of another site can reach it under that site's name (DNS rebinding).
 */
export const isFromHere = ({ headers, socket }: Asked, trustedProxies: number): boolean =>
  trustedProxies === 0 &&
  isThisMachine(socket.remoteAddress) &&
  isThisMachine(hostOf(`http://${headers.host ?? ''}`)) &&
  FORWARDED.every((header) => headers[header] === undefined);

/** Whether a host or an address is this machine's own. */
export const isThisMachine = (host: string | undefined): boolean =>
  /^(localhost|127(\.\d+){3}|\[?::1\]?|::ffff:127(\.\d+){3})$/.test(host ?? '');

/** The host of an address, or nothing where it is none. */
export const hostOf = (url: unknown): string | undefined =>
  typeof url === 'string' && URL.canParse(url) ? new URL(url).hostname : undefined;

const said = (header: string | string[] | undefined, trustedProxies: number): string | undefined =>
  trustedProxies > 0 ? listed(header).at(-trustedProxies) : undefined;

const listed = (header: string | string[] | undefined): string[] =>
  String(header ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
