#!/usr/bin/env node
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inAscii } from './ascii.js';

/*
 * `npm start`: runs `main.ts` from one file that it and its packages are bundled into. To load some two thousand files
 * one by one takes half of a start (docs/decisions/0012). The bundle is made again when a source or a package changed,
 * and lies in `build/`, unminified: a stack trace names a place in it that can be read.
 */

const root = import.meta.dirname;
const folder = join(root, 'build');

/** Loaded as they are: they look for files beside themselves. */
const UNBUNDLED = ['@electric-sql/*', 'pdfjs-dist', 'dtrace-provider', 'tsx'];
const NOT_SOURCES = new Set(['build', 'data', 'docs', 'node_modules', 'tests']);

const bundle = join(folder, `${fingerprint()}.mjs`);
try {
  if (!isFile(bundle)) await build();
  await import(pathToFileURL(bundle).href);
} catch (error) {
  if (!['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(error.code) || !error.path?.startsWith(folder)) throw error;
  console.error(`${folder} can't be written (${error.code}): starting from the sources, which takes twice as long.`);
  await import('tsx');
  await import('./main.ts');
}

/** Tells whether anything that goes into the bundle has changed: the sources, and the packages as they are locked. */
function fingerprint() {
  const sources = readdirSync(root, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && !NOT_SOURCES.has(name))
    .flatMap((entry) =>
      entry.isDirectory()
        ? readdirSync(join(root, entry.name), { recursive: true }).map((name) => join(entry.name, name))
        : [entry.name],
    )
    .filter((name) => name.endsWith('.ts') || ['package-lock.json', 'start.js', 'ascii.js'].includes(name));
  const hash = createHash('sha256').update(`${root} ${process.version}`);
  for (const name of sources.sort()) {
    const { mtimeMs, size } = statSync(join(root, name));
    hash.update(`${name} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

async function build() {
  mkdirSync(folder, { recursive: true });
  const { build: run, stop } = await import('esbuild');
  const unfinished = join(folder, `${randomUUID()}.tmp`);
  const { outputFiles } = await run({
    entryPoints: [join(root, 'main.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: UNBUNDLED,
    logLevel: 'error',
    // What CommonJS packages take for granted.
    banner: {
      js: `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;`,
    },
    plugins: [{ name: 'own places', setup: keepPlaces }],
  });
  // Its process would stay, and all that it answered with it.
  await stop();
  await writeFile(unfinished, inAscii(outputFiles[0].text));
  // At one go, so that another desk that starts from this folder finds all of it or nothing.
  renameSync(unfinished, bundle);
  for (const name of readdirSync(folder))
    if (name.endsWith('.mjs') && join(folder, name) !== bundle) rmSync(join(folder, name), { force: true });
}

/** A source goes on finding what lies beside it: products, templates, pages. */
function keepPlaces(build) {
  build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
    const source = await readFile(path, 'utf8');
    const contents = source
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
      .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)));
    return { loader: 'ts', contents };
  });
}

function isFile(path) {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
