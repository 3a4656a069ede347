import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Encoded } from '../../http/encoding.ts';
import type { Routes } from '../../http/server.ts';

const SCRIPT = 'text/javascript; charset=utf-8';
const STYLES = 'text/css; charset=utf-8';

/** What the pages load: htmx and its event streams from their packages, the rest from here. */
const FILES = [
  { name: 'htmx.js', type: SCRIPT, from: inPackage('htmx.org/dist/htmx.min.js') },
  { name: 'sse.js', type: SCRIPT, from: inPackage('htmx-ext-sse/dist/sse.min.js') },
  { name: 'inbox.js', type: SCRIPT, from: here('inbox.js') },
  { name: 'inbox.css', type: STYLES, from: here('inbox.css') },
  { name: 'misses.css', type: STYLES, from: here('misses.css') },
] as const;

/** The addresses of the files, each with a part of its hash, so that a new version is a new address. */
export type Assets = Record<'htmx' | 'sse' | 'script' | 'styles' | 'misses', string>;

/** Serves the files at `/inbox/static/`. A browser keeps them; one that asks again is told that nothing has changed. */
export function staticFiles(routes: Routes): Assets {
  const [htmx = '', sse = '', script = '', styles = '', misses = ''] = FILES.map(({ name, type, from }) => {
    const content = readFileSync(from);
    const encoded = new Encoded(content);
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
    const etag = `W/"${hash}"`; // weak: the same for every encoding of it
    routes.get(`/inbox/static/${name}`, (request, response) => {
      const isCurrent = (request.url ?? '').endsWith(`?v=${hash}`);
      const headers = {
        etag,
        'cache-control': isCurrent ? 'public, max-age=31536000, immutable' : 'public, no-cache',
      };
      if (!String(request.headers['if-none-match'] ?? '').includes(`"${hash}"`))
        return encoded.answer(response, { ...headers, 'content-type': type });
      response.writeHead(304, { ...headers, vary: 'accept-encoding' });
      response.end();
    });
    return `/inbox/static/${name}?v=${hash}`;
  });
  return { htmx, sse, script, styles, misses };
}

function inPackage(path: string): string {
  return createRequire(import.meta.url).resolve(path);
}

function here(name: string): string {
  return fileURLToPath(new URL(`./static/${name}`, import.meta.url));
}
