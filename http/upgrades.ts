import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** Takes over a socket whose client asked for a WebSocket; `head` is what came behind the request. */
export type WebSocketListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Headers that belong to the offer, not to the request (RFC 9110 §7.8, RFC 7540 §3.2.1). */
const OF_THE_OFFER = new Set(['upgrade', 'connection', 'http2-settings']);

/**
 * Gives WebSocket upgrades to `listener`. Every other offer is ignored, as a server may that doesn't speak the protocol:
 * `curl --http2` and Java's HttpClient offer h2c with each first request, and want their answer in HTTP/1.1. Node 20 hands
 * over the socket of any upgrade once anybody listens for one, so such a request is put back and read again without it.
 */
export function onWebSocket(server: Server, listener: WebSocketListener): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (isWebSocket(request)) return listener(request, socket, head);
    socket.unshift(Buffer.concat([Buffer.from(withoutOffer(request), 'latin1'), head]));
    server.emit('connection', socket);
  });
}

const isWebSocket = ({ headers }: IncomingMessage): boolean =>
  (headers.upgrade ?? '').split(',').some((offer) => offer.trim().toLowerCase() === 'websocket');

/** The request's head as it came, without the offer. Of `Connection` what isn't about it stays. */
function withoutOffer({ method, url, httpVersion, rawHeaders, headers }: IncomingMessage): string {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] as string;
    if (!OF_THE_OFFER.has(name.toLowerCase())) lines.push(`${name}: ${rawHeaders[at + 1]}`);
  }
  const connection = (headers.connection ?? '')
    .split(',')
    .map((option) => option.trim())
    .filter((option) => option && !OF_THE_OFFER.has(option.toLowerCase()));
  if (connection.length > 0) lines.push(`Connection: ${connection.join(', ')}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}
