import { Duplex } from 'node:stream';
import type { PGlite } from '@electric-sql/pglite';

/**
 * A socket at whose other end PGlite stands, so that it is spoken to as a server is: by the same driver, with prepared
 * statements and several of them at once. PGlite's own `query` takes five calls into WebAssembly for each statement.
 */
export function socketTo(client: PGlite): Duplex {
  const socket = new Duplex({
    read() {},
    write(message: Buffer, _encoding, done) {
      let answer: Uint8Array;
      try {
        answer = client.execProtocolRawSync(message);
      } catch (error) {
        done(error as Error);
        return;
      }
      done();
      // The driver doesn't expect an answer before it has finished writing.
      queueMicrotask(() => {
        if (answer.length > 0) socket.push(answer);
      });
    },
    final(done) {
      done();
      socket.destroy();
    },
  });
  // The driver ends a socket that says it is open, and waits for it to close.
  return Object.assign(socket, { readyState: 'open' });
}
