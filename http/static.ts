import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { Encoded } from './encoding.ts';
import type { Handler } from './server.ts';

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const FOR_EVER = 'public, max-age=31536000, immutable';
const A_DAY = 'public, max-age=86400';

/** A file that a page loads. Its address holds a part of its hash, so a browser may keep it for ever. */
export class StaticFile {
  /** Where it is served. */
  readonly address: string;
  readonly #content: Encoded;
  readonly #type: string;

  private constructor(address: string, content: Buffer, type: string) {
    this.address = address;
    this.#content = new Encoded(content, type !== TYPES['.woff2']);
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

  readonly serve: Handler = (_request, response) =>
    this.#content.answer(response, { 'content-type': this.#type, 'cache-control': FOR_EVER });

  /** For an address that stays the same when the file changes. */
  readonly serveForADay: Handler = (_request, response) =>
    this.#content.answer(response, { 'content-type': this.#type, 'cache-control': A_DAY });
}
