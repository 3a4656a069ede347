import { open } from 'node:fs/promises';
import { readCheckpoint } from '../services/checkpoints/checkpoint.ts';
import { readTimeStamp, timeStampQuery } from './time-stamp.ts';

/** A way by which checkpoints leave the house. */
export interface AnchorPort {
  name: 'file' | 'webhook' | 'time-stamp';
  /** Hands a checkpoint out, again where it isn't known whether it was. Returns what was answered. Throws where it wasn't taken. */
  hand(note: string, stopped: AbortSignal): Promise<Buffer | undefined>;
}

/** Where checkpoints go. What is undefined is off. */
export interface AnchorPlaces {
  file: string | undefined;
  webhook: { url: string; token: string | undefined } | undefined;
  timeStamp: string | undefined;
}

const WITHIN_MS = 10_000;
/** Bytes of an answer that are kept; a time stamp with its certificates has some thousand. */
const MOST_ANSWERED = 64 * 1024;

export const portsTo = ({ file, webhook, timeStamp }: AnchorPlaces): AnchorPort[] => [
  ...(file ? [toFile(file)] : []),
  ...(webhook ? [toWebhook(webhook)] : []),
  ...(timeStamp ? [toTimeStamp(timeStamp)] : []),
];

/** Appends each to a file, one note after another, and makes sure that it is on disk: best on another machine's. */
const toFile = (file: string): AnchorPort => ({
  name: 'file',
  async hand(note) {
    const handle = await open(file, 'a', 0o644);
    try {
      await handle.appendFile(`${note}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return undefined;
  },
});

/** Posts each as text. One that comes twice has the same `idempotency-key`, and the same content. */
const toWebhook = ({ url, token }: { url: string; token: string | undefined }): AnchorPort => ({
  name: 'webhook',
  hand: (note, stopped) => {
    const { origin, size } = readCheckpoint(note) ?? { origin: '', size: 0 };
    return post(url, Buffer.from(note), stopped, {
      'content-type': 'text/plain; charset=utf-8',
      'idempotency-key': encodeURIComponent(`${origin}/${size}`),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    });
  },
});

/** Has each stamped by a time-stamping authority (RFC 3161 over HTTP). */
const toTimeStamp = (url: string): AnchorPort => ({
  name: 'time-stamp',
  async hand(note, stopped) {
    const query = timeStampQuery(note);
    const answer = await post(url, query.bytes, stopped, { 'content-type': 'application/timestamp-query' });
    readTimeStamp(answer ?? Buffer.alloc(0), query);
    return answer;
  },
});

async function post(
  url: string,
  body: Buffer,
  stopped: AbortSignal,
  headers: Record<string, string>,
): Promise<Buffer | undefined> {
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(WITHIN_MS)]);
  const response = await fetch(url, { method: 'POST', body: new Uint8Array(body), headers, redirect: 'error', signal });
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.length;
    if (bytes > MOST_ANSWERED) throw new Error(`it answered with more than ${MOST_ANSWERED} bytes`);
    parts.push(part);
  }
  if (!response.ok) throw new Error(`it answered ${response.status}`);
  return bytes > 0 ? Buffer.concat(parts) : undefined;
}
