import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { afterItsAnswers } from './pipelined.ts';
import { Problem } from './problem.ts';
import { answerRaw } from './raw-answer.ts';

/** Sockets that were answered so once. */
const UNREADABLE = new WeakSet<Duplex>();

/** Answers a client whose request Node gave up: it is no HTTP, too long, or too slow. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  if (UNREADABLE.has(socket)) return; // what still comes behind it is no request either
  UNREADABLE.add(socket);
  afterItsAnswers(socket, () => {
    const { _httpMessage: answer } = socket as Duplex & { _httpMessage?: ServerResponse };
    if (answer?.headersSent) return void socket.destroy();
    answerRaw(socket, unreadable(error.code));
  });
}

/** What a client is told, by Node's code of the error. */
function unreadable(code: string | undefined): Problem {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new Problem(431, 'HeadersTooLarge', 'send shorter headers');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Problem(408, 'RequestTimeout', 'the request took too long to arrive: send it again');
    default:
      return new Problem(400, 'BadArgument', 'the request is not valid HTTP');
  }
}
