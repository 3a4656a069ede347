import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Response } from './server.ts';

/*
 * Compressed answers. Who answers says so: nothing is compressed by itself, because the length of a compressed answer
 * that holds a secret beside a stranger's words tells of the secret (BREACH; docs/decisions/0021).
 */

export type Encoding = 'br' | 'gzip';

/** Below this an answer fits into one packet, and compressing it gains nothing. */
const LEAST_BYTES = 1_024;
/** Of what is compressed once. 11 takes ten times as long for a tenth less. */
const BROTLI_QUALITY = 6;
/** Of what is compressed for each answer: on another thread, about 10 ms a megabyte. */
const GZIP_LEVEL = 4;

/** The best encoding that an `accept-encoding` allows (RFC 9110, 12.5.3); undefined for none. */
export function encodingFor(
  accepted: string | string[] | undefined,
  among: readonly Encoding[] = ['br', 'gzip'],
): Encoding | undefined {
  const quality = new Map<string, number>();
  for (const part of String(accepted ?? '').split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const q = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    quality.set(name, q === undefined ? 1 : Number(q) || 0);
  }
  return among.find((encoding) => (quality.get(encoding) ?? quality.get('*') ?? 0) > 0);
}

const compress: Record<Encoding, (content: Buffer) => Promise<Buffer>> = {
  br: (content) => promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  gzip: (content) => promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }),
};

/** What stays as it is: compressed off the event loop when it is first asked for, once for each encoding. */
export class Encoded {
  readonly #content: Buffer;
  readonly #worth: boolean;
  readonly #compressed = new Map<Encoding, Promise<Buffer>>();

  /** `isText` is false for what is compressed already. */
  constructor(content: Buffer, isText = true) {
    this.#content = content;
    this.#worth = isText && content.length >= LEAST_BYTES;
  }

  /** Answers 200 with it, in the best encoding that the client takes. */
  async answer(response: Response, headers: Record<string, string>): Promise<void> {
    const encoding = this.#worth ? encodingFor(response.req.headers['accept-encoding']) : undefined;
    const body = encoding ? await this.#in(encoding) : this.#content;
    response.writeHead(200, {
      ...headers,
      'content-length': String(body.length),
      ...(this.#worth ? { vary: 'accept-encoding' } : {}),
      ...(encoding ? { 'content-encoding': encoding } : {}),
    });
    response.end(body);
  }

  #in(encoding: Encoding): Promise<Buffer> {
    const body = this.#compressed.get(encoding) ?? compress[encoding](this.#content);
    this.#compressed.set(encoding, body);
    return body;
  }
}

/**
 * Answers 200 with what is made for this answer, compressed where that is worth it. Only for answers whose reader can't
 * be made to ask for them by a stranger: without a cookie, or public.
 */
export async function answerCompressed(
  response: Response,
  headers: Record<string, string>,
  content: Buffer,
): Promise<void> {
  const isWorth = content.length >= LEAST_BYTES && response.req.method !== 'HEAD';
  const encoding = isWorth ? encodingFor(response.req.headers['accept-encoding'], ['gzip']) : undefined;
  const body = encoding ? await promisify(gzip)(content, { level: GZIP_LEVEL }) : content;
  response.writeHead(200, {
    ...headers,
    vary: 'accept-encoding',
    ...(response.req.method === 'HEAD' ? {} : { 'content-length': String(body.length) }),
    ...(encoding ? { 'content-encoding': encoding } : {}),
  });
  response.end(body);
}
