import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { Encoded } from './encoding.ts';
import type { Handler, Request, Routes } from './server.ts';

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const FOR_EVER = 'public, max-age=31536000, immutable';
const A_DAY = 'public, max-age=86400';
/** To be kept, and asked for again each time. */
const ASKED_AGAIN = 'public, no-cache';

/**
 * A file that pages load. Its address holds a part of its hash, so a browser keeps for ever what it got there. Whoever
 * asks for another version, as of a replica that runs another one, is given this one, and asks again.
 */
export class StaticFile {
  /** What a page writes to load it. */
  readonly address: string;
  readonly #path: string;
  readonly #content: Encoded;
  readonly #type: string;
  readonly #hash: string;

  /** `path` is where it is served; its extension says what it is. */
  constructor(path: string, content: Buffer) {
    this.#path = path;
    this.#content = new Encoded(content);
    this.#type = TYPES[extname(path)] ?? 'application/octet-stream';
    this.#hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
    this.address = `${path}?v=${this.#hash}`;
  }

  static async read(path: string, from: string): Promise<StaticFile> {
    return new StaticFile(path, await readFile(from));
  }

  /** Serves it. Returns the address. */
  serveBy(routes: Routes): string {
    routes.get(this.#path, (request, response) => {
      const etag = `W/"${this.#hash}"`; // weak: the same for every encoding of it
      const headers = { etag, 'cache-control': this.#isNamedBy(request) ? FOR_EVER : ASKED_AGAIN };
      if (!String(request.headers['if-none-match'] ?? '').includes(`"${this.#hash}"`))
        return this.#content.answer(response, { ...headers, 'content-type': this.#type });
      response.writeHead(304, { ...headers, vary: 'accept-encoding' });
      response.end();
    });
    return this.address;
  }

  /** For another address, which stays the same when the file changes. */
  readonly serveForADay: Handler = (_request, response) =>
    this.#content.answer(response, { 'content-type': this.#type, 'cache-control': A_DAY });

  #isNamedBy(request: Request): boolean {
    return (request.url ?? '').endsWith(`?v=${this.#hash}`);
  }
}
