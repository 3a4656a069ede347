import { createHmac } from 'node:crypto';
import { isIP, isIPv6 } from 'node:net';

/**
 * Where a visitor comes from, without their address being kept: a keyed hash of it. Of IPv6 the first 64 bits, which is
 * what one household gets (RFC 6177, RFC 4291 2.5.4).
 */
export const originOf = (key: string, address: string): string =>
  createHmac('sha256', key).update(networkOf(address)).digest('base64url').slice(0, 22);

/** Characters of what a proxy says and is no address. */
const MOST_UNKNOWN = 64;

/**
 * The network that limits count by: an IPv4 address, or the first 64 bits of IPv6. Some proxies write the port behind the
 * address; what is none is taken as it stands, cut short.
 */
export function networkOf(given: string): string {
  const [, bracketed, dotted] = /^(?:\[([^\]]*)\](?::\d+)?|([\d.]+):\d+)$/.exec(given) ?? [];
  const address = bracketed ?? dotted ?? given;
  if (!isIP(address)) return address.slice(0, MOST_UNKNOWN);
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  const [head = '', tail] = address.split('%')[0]?.toLowerCase().split('::') ?? [];
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
