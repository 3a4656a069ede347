import type { IncomingMessage } from 'node:http';
import { Problem } from './problem.ts';

/**
 * `uri-host [":" port]` (RFC 9112, 3.2): an IP literal, or letters, digits and what stands between them. Wider than
 * DNS and narrower than `reg-name`: nothing that needs decoding. What a URL makes of it is asked as well.
 */
const HOST = /^(\[[0-9a-f:.]{2,45}\]|[\w.-]{1,255})(:\d{1,5})?$/i;
/** The form of a target that is sent to a proxy, and that every server must take (RFC 9112, 3.2.2). */
const ABSOLUTE = /^https?:\/\/([^/?#]+)(.*)$/is;

const bad = (message: string) => new Problem(400, 'BadArgument', message);

/**
 * What no route and no library should ever see. Looks at the request alone, never at where it goes. Throws nothing;
 * `undefined` lets the request in.
 */
export function refusal(request: IncomingMessage): Problem | undefined {
  return refusedVersion(request) ?? refusedHost(request) ?? refusedTarget(request) ?? refusedEncoding(request);
}

/**
 * Brings an absolute target into the form that routes know, its authority into `Host`, as RFC 9112, 3.2.2 asks. To be
 * called before {@link refusal}, which looks at what comes of it.
 */
export function toOriginForm(request: IncomingMessage): void {
  const absolute = ABSOLUTE.exec(request.url ?? '');
  if (!absolute) return;
  const [, authority = '', rest = ''] = absolute;
  request.headers.host = authority;
  request.url = rest.startsWith('/') ? rest : `/${rest}`;
}

/** HTTP/0.9 has no headers: nothing that is told of an answer would be read. */
function refusedVersion({ httpVersion }: IncomingMessage): Problem | undefined {
  if (/^1\.[01]$/.test(httpVersion)) return undefined;
  return new Problem(400, 'BadArgument', 'speak HTTP/1.1', { connection: 'close' });
}

function refusedHost(request: IncomingMessage): Problem | undefined {
  const given = request.rawHeaders.filter((name, at) => at % 2 === 0 && /^host$/i.test(name)).length;
  const { host } = request.headers;
  if (given > 1) return bad('say in one Host header which site is meant');
  if (given === 0 && request.httpVersion === '1.1') return bad('say in a Host header which site is meant');
  if (host !== undefined && !isHost(host)) return bad('the Host header names no site');
  return undefined;
}

/** Whether a `Host` header, or the authority of an address, names a host, with or without a port. */
export const isHost = (host: string): boolean => HOST.test(host) && URL.canParse(`http://${host}/`);

function refusedTarget({ url = '', method }: IncomingMessage): Problem | undefined {
  if (url === '*' && method === 'OPTIONS') return undefined;
  if (!url.startsWith('/') || !URL.canParse(url, 'http://localhost')) return bad('the address is none');
  try {
    if (decodeURIComponent(url.split('?')[0] ?? '').includes('\0'))
      return bad('the address holds a character that no address may hold');
  } catch {
    return bad('the address is not validly encoded');
  }
  return undefined;
}

function refusedEncoding({ headers }: IncomingMessage): Problem | undefined {
  const encoding = headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity') return undefined;
  return new Problem(415, 'UnsupportedMediaType', 'send the body without a content-encoding');
}
