import type { IncomingMessage } from 'node:http';
import { Problem } from './problem.ts';

/** Bytes that a JSON body may have. */
export const JSON_LIMIT = 256 * 1024;

/**
 * Reads a JSON object from a request. No body at all is `{}`. Throws {@link Problem}: 415 for another content type,
 * 413 past `limit` bytes, 400 for what isn't a JSON object.
 */
export async function readJson(request: IncomingMessage, limit = JSON_LIMIT): Promise<Record<string, unknown>> {
  const bytes = await readBody(request, limit);
  if (bytes.length === 0) return {};
  if (!/^(application|text)\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw new Problem(415, 'UnsupportedMediaType', 'send the body as application/json');
  }
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new Problem(400, 'BadArgument', 'the body is not valid JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Problem(400, 'BadArgument', 'the body must be a JSON object');
  }
  return value as Record<string, unknown>;
}

/** Reads a body of at most `limit` bytes. A larger one is refused as soon as that is known; the rest isn't kept. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const tooLarge = () =>
    new Problem(413, 'RequestEntityTooLarge', `the body may have at most ${limit} bytes`, { connection: 'close' });
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge();
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > limit) {
        request.removeAllListeners('data');
        request.resume();
        reject(tooLarge());
      } else chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('aborted', () => reject(new Problem(400, 'BadArgument', 'the body ended before it was complete')));
    request.on('error', reject);
  });
}
