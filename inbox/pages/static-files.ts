import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Routes } from '../../http/server.ts';
import { StaticFile } from '../../http/static.ts';

/** The addresses of what the pages load. */
export type Assets = Record<'htmx' | 'sse' | 'script' | 'styles' | 'misses', string>;

/** Serves what the pages load at `/inbox/static/`: htmx and its event streams from their packages, the rest from here. */
export function staticFiles(routes: Routes): Assets {
  const serve = (name: string, from: string): string =>
    new StaticFile(`/inbox/static/${name}`, readFileSync(from)).serveBy(routes);
  return {
    htmx: serve('htmx.js', inPackage('htmx.org/dist/htmx.min.js')),
    sse: serve('sse.js', inPackage('htmx-ext-sse/dist/sse.min.js')),
    script: serve('inbox.js', here('inbox.js')),
    styles: serve('inbox.css', here('inbox.css')),
    misses: serve('misses.css', here('misses.css')),
  };
}

function inPackage(path: string): string {
  return createRequire(import.meta.url).resolve(path);
}

function here(name: string): string {
  return fileURLToPath(new URL(`./static/${name}`, import.meta.url));
}
