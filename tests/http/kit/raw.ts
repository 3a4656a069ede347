import { request } from 'node:http';
import { connect, type Socket } from 'node:net';

/** An answer, in as much of it as a test wants to know. */
export interface Reply {
  /** Status and, where there is one, the code of the error. */
  outcome: string;
  text: string;
}

export interface RawRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** Without a `content-length`. */
  chunked?: boolean;
}

/** A request whose path is sent as it stands: `fetch` would tidy it up. */
export function rawRequest(
  { url }: { url: string },
  path: string,
  { method = 'GET', headers = {}, body, chunked = false }: RawRequest = {},
): Promise<Reply> {
  const { hostname, port } = new URL(url);
  const length = body === undefined || chunked ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    let answered = false;
    const sent = request({ hostname, port, path, method, headers: { ...length, ...headers } }, (response) => {
      answered = true;
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ outcome: outcomeOf(response.statusCode ?? 0, text), text }));
      response.on('error', reject);
    });
    sent.on('error', (error) => {
      if (!answered) reject(error); // an answer may come before the whole body was taken
    });
    sent.end(body);
  });
}

/** Opens a socket to the server. */
export function openSocket({ url }: { url: string }): Promise<Socket> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true }, () => {
      socket.off('error', reject);
      socket.on('error', () => undefined); // the other side may go at any time
      resolve(socket);
    });
    socket.once('error', reject);
  });
}

/** Writes bytes on a socket and reads until the server closes it. `end` closes our side after them. */
export async function rawExchange(
  server: { url: string },
  bytes: string | Buffer,
  { end = false }: { end?: boolean } = {},
): Promise<Reply> {
  const socket = await openSocket(server);
  let text = '';
  const closed = new Promise<void>((resolve) => {
    socket.on('data', (chunk) => {
      text += chunk.toString();
    });
    socket.on('end', () => socket.destroy());
    socket.on('close', () => resolve());
  });
  if (end) socket.end(bytes);
  else socket.write(bytes);
  await closed;
  const answers = text.split(/(?=HTTP\/1\.1 \d{3} )/).map((answer) => {
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
    return outcomeOf(status, /\{.*\}/s.exec(answer)?.[0] ?? '');
  });
  return { outcome: answers.join(', '), text };
}

/** Status and error code. An error that isn't told as JSON has none. */
function outcomeOf(status: number, body: string): string {
  try {
    const { error } = JSON.parse(body) as { error?: { code: string; message: string } };
    if (!error) return String(status);
    const { code, message, ...more } = error;
    if (!code || !message || Object.keys(more).length > 0) return `${status} with another error`;
    return `${status} ${code}`;
  } catch {
    return String(status);
  }
}
