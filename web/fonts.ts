import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Problem } from '../http/problem.ts';
import type { Routes } from '../http/server.ts';
import { StaticFile } from '../http/static.ts';

const WEIGHTS = ['400', '700'];

/** Where the script is that looks, and the style sheet that it brings. */
export interface Fonts {
  script: string;
  sheet: string;
}

/**
 * Noto Sans SC, served from here: a machine without a Chinese font would show boxes. It comes in slices by character
 * range, of which a browser loads those that a page needs. A page loads the script, which looks whether there is a font
 * that draws Chinese, and brings the style sheet only where there is none.
 */
export async function serveFonts(routes: Routes): Promise<Fonts> {
  const folder = dirname(createRequire(import.meta.url).resolve('@fontsource/noto-sans-sc/400.css'));
  const slices = new Set<string>();
  const sheets = await Promise.all(WEIGHTS.map((weight) => readFile(join(folder, `${weight}.css`), 'utf8')));
  const css = sheets
    .join('\n')
    .replace(
      /url\(\.\/files\/([\w-]+\.woff2)\) format\('woff2'\)(?:, url\([^)]*\) format\('woff'\))?/g,
      (_, file: string) => {
        slices.add(file);
        return `url(/static/fonts/${file}) format('woff2')`;
      },
    );
  const sheet = new StaticFile('/static/fonts.css', Buffer.from(css));
  routes.get('/static/fonts/:file', async (request, response) => {
    const file = String((request.params as { file?: string }).file ?? '');
    if (!slices.has(file)) throw new Problem(404, 'NotFound', 'there is nothing at this address');
    const content = await readFile(join(folder, 'files', file));
    response.writeHead(200, {
      'content-type': 'font/woff2',
      'content-length': String(content.length),
      'cache-control': 'public, max-age=31536000, immutable',
    });
    response.end(content);
  });
  const script = await StaticFile.read(
    '/static/fonts.js',
    fileURLToPath(new URL('./static/fonts.js', import.meta.url)),
  );
  return { script: script.serveBy(routes), sheet: sheet.serveBy(routes) };
}
