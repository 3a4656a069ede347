import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { connect as secure } from 'node:tls';
import { Unavailable } from '../../services/unavailable.ts';
import type { DatabaseAddress } from './address.ts';
import type { Dial } from './driver-socket.ts';
import type { Endpoint } from './endpoints.ts';
import type { Security } from './security.ts';

/** `SSLRequest` of the PostgreSQL protocol. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);
const YES = 'S'.charCodeAt(0);

/** Dials a server's place: a socket, secured as the address asks for. Rejects in time. */
export const dialTo =
  (place: Endpoint, { security, keepAliveSeconds }: DatabaseAddress, withinMs: number): Dial =>
  async (events) => {
    const plain = 'path' in place ? connect(place.path) : connect(place);
    const late = setTimeout(() => plain.destroy(new Error(`no connection within ${withinMs} ms`)), withinMs);
    try {
      // An 'error' rejects, also one that comes while something else is waited for.
      const failed = new Promise<never>((_, reject) => plain.once('error', reject));
      failed.catch(() => undefined);
      await Promise.race([once(plain, 'connect'), failed]);
      plain.setNoDelay(true);
      if (keepAliveSeconds > 0) plain.setKeepAlive(true, keepAliveSeconds * 1000);
      const socket = 'path' in place ? plain : await Promise.race([secured(plain, place.host, security), failed]);
      plain.on('error', () => undefined); // TLS tells of it by itself
      socket.on('data', events.data);
      socket.on('drain', events.drain);
      socket.on('error', events.lost);
      socket.on('close', () => events.lost(new Error('the server closed the connection')));
      if (socket.destroyed) throw new Error('the server closed the connection');
      return socket;
    } catch (error) {
      plain.destroy();
      plain.on('error', () => undefined);
      throw new Unavailable("the database can't be reached", error);
    } finally {
      clearTimeout(late);
    }
  };

/** Asks the server for TLS, as `sslmode` wants it. */
async function secured(plain: Socket, host: string, { mode, files }: Security): Promise<Socket> {
  if (mode === 'disable' || mode === 'allow') return plain;
  plain.write(SSL_REQUEST);
  const closed = once(plain, 'close').then(() => Promise.reject(new Error('the server closed the connection')));
  closed.catch(() => undefined);
  const [answer] = (await Promise.race([once(plain, 'data'), closed])) as [Buffer];
  plain.pause();
  // What comes unencrypted behind the answer could be anybody's (CVE-2021-23222).
  if (answer.length !== 1) throw new Error('the server answered a request for TLS with more than one byte');
  if (answer[0] !== YES) {
    if (mode === 'prefer') {
      plain.resume();
      return plain;
    }
    throw new Error(`the server doesn't speak TLS, which sslmode=${mode} asks for`);
  }
  const encrypted = secure({
    socket: plain,
    ...(isIP(host) ? {} : { servername: host }),
    ...files,
    // libpq's `require` checks the certificate only where a root certificate is named.
    rejectUnauthorized: mode.startsWith('verify') || files.ca !== undefined,
    ...(mode === 'verify-full' ? {} : { checkServerIdentity: () => undefined }),
  });
  await Promise.race([once(encrypted, 'secureConnect'), closed]);
  return encrypted;
}
