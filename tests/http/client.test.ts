import { expect, test } from 'vitest';
import { addressOf, cameByTls, isFromHere } from '../../http/client.ts';

const from = (remoteAddress: string, headers: Record<string, string> = {}, encrypted?: boolean) => ({
  headers,
  socket: { remoteAddress, ...(encrypted === undefined ? {} : { encrypted }) },
});

/* What anybody may write into a header is believed of the proxies that were counted, and of nobody else. */
test.each<[what: string, headers: Record<string, string>, proxies: number, tls: boolean]>([
  ['nothing said', {}, 0, false],
  ['said by anybody', { 'x-forwarded-proto': 'https' }, 0, false],
  ['said by the proxy', { 'x-forwarded-proto': 'https' }, 1, true],
  ['said by the proxy in capitals', { 'x-forwarded-proto': 'HTTPS' }, 1, true],
  ['said by a client, and otherwise by the proxy behind it', { 'x-forwarded-proto': 'https, http' }, 1, false],
  ['said by the outer one of two', { 'x-forwarded-proto': 'https,http' }, 2, true],
  ['written anew by one of two', { 'x-forwarded-proto': 'https' }, 2, true],
  ['said by a client before both', { 'x-forwarded-proto': 'https,http,http' }, 2, false],
  ['nothing said by the proxy', {}, 1, false],
  ['another word', { 'x-forwarded-proto': 'httpsx' }, 1, false],
])('TLS: %s', (_, headers, proxies, tls) => {
  expect(cameByTls(from('203.0.113.1', headers), proxies)).toBe(tls);
});

test('TLS: of the socket itself, where no proxy is before it', () => {
  expect(cameByTls(from('203.0.113.1', {}, true), 0)).toBe(true);
  expect(cameByTls(from('203.0.113.1', { 'x-forwarded-proto': 'http' }, true), 1)).toBe(false);
});

test.each<[what: string, headers: Record<string, string>, proxies: number, address: string]>([
  ['said by anybody', { 'x-forwarded-for': '198.51.100.1' }, 0, '203.0.113.1'],
  ['said by the proxy', { 'x-forwarded-for': '10.0.0.1, 198.51.100.1' }, 1, '198.51.100.1'],
  ['said by the outer one of two', { 'x-forwarded-for': '10.0.0.1, 198.51.100.1, 192.0.2.1' }, 2, '198.51.100.1'],
  ['nothing said by the proxy', {}, 1, '203.0.113.1'],
])('address: %s', (_, headers, proxies, address) => {
  expect(addressOf(from('203.0.113.1', headers), proxies)).toBe(address);
});

test.each<[what: string, address: string, headers: Record<string, string>, proxies: number, here: boolean]>([
  ['this machine', '127.0.0.1', {}, 0, true],
  ['this machine by IPv6', '::1', { host: '[::1]:3978' }, 0, true],
  ['this machine on a socket for both', '::ffff:127.0.0.1', { host: '127.0.0.1' }, 0, true],
  ['another machine', '192.0.2.1', {}, 0, false],
  ['a proxy on this machine', '127.0.0.1', {}, 1, false],
  ['a proxy on this machine that nobody counted', '127.0.0.1', { 'x-forwarded-for': '127.0.0.1' }, 0, false],
  ['another one', '127.0.0.1', { via: '1.1 x' }, 0, false],
  ['a page whose name leads here', '127.0.0.1', { host: 'elsewhere.example' }, 0, false],
  ['one with a port', '127.0.0.1', { host: 'elsewhere.example:3978' }, 0, false],
  ['one that begins like it', '127.0.0.1', { host: 'localhost.elsewhere.example' }, 0, false],
  ['no name at all', '127.0.0.1', { host: '' }, 0, false],
])('from here: %s', (_, address, headers, proxies, here) => {
  expect(isFromHere(from(address, { host: 'localhost:3978', ...headers }), proxies)).toBe(here);
});
