import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Handler } from './server.ts';

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** A file that a page loads. Its address holds a part of its hash, so a browser may keep it for ever. */
export class StaticFile {
  /** Where it is served. */
  readonly address: string;
  readonly #content: Buffer;
  readonly #type: string;
  readonly #compressed = new Map<string, Promise<Buffer>>();

  private constructor(address: string, content: Buffer, type: string) {
    this.address = address;
    this.#content = content;
    this.#type = type;
  }

  /** Reads a file to be served as `/static/<name>.<hash>.<extension>`. */
  static async at(path: string, name: string): Promise<StaticFile> {
    return StaticFile.of(await readFile(path), name);
  }

  static of(content: Buffer, name: string): StaticFile {
    const extension = extname(name);
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
    return new StaticFile(
      `/static/${name.slice(0, -extension.length)}.${hash}${extension}`,
      content,
      TYPES[extension] ?? 'application/octet-stream',
    );
  }

  readonly serve: Handler = async (request, response) => {
    const accepted = String(request.headers['accept-encoding'] ?? '');
    const encoding =
      this.#type === TYPES['.woff2']
        ? undefined
        : /\bbr\b/.test(accepted)
          ? 'br'
          : /\bgzip\b/.test(accepted)
            ? 'gzip'
            : undefined;
    const body = encoding ? await this.#in(encoding) : this.#content;
    response.writeHead(200, {
      'content-type': this.#type,
      'content-length': String(body.length),
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      ...(encoding ? { 'content-encoding': encoding } : {}),
    });
    response.end(body);
  };

  /** Compressed once, off the event loop, when first asked for. */
  #in(encoding: 'br' | 'gzip'): Promise<Buffer> {
    let body = this.#compressed.get(encoding);
    if (!body) {
      body =
        encoding === 'br'
          ? promisify(brotliCompress)(this.#content, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
          : promisify(gzip)(this.#content);
      this.#compressed.set(encoding, body);
    }
    return body;
  }
}
