import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inAscii } from './ascii.js';

/*
 * Runs a program of the house from a bundle of it and its packages: to load some two thousand files one by one takes half
 * of a start (docs/decisions/0012). The bundle is made again when a source or a package changed, and lies in `build/`,
 * unminified: a stack trace names a place in it that can be read.
 */

const root = import.meta.dirname;
const folder = join(root, 'build');

/** Loaded as they are: they look for files beside themselves. */
const UNBUNDLED = ['@electric-sql/*', 'pdfjs-dist', 'dtrace-provider', 'tsx', 'esbuild'];
const NOT_SOURCES = new Set(['build', 'data', 'docs', 'node_modules', 'tests']);

/** Runs a source (`main.ts`). With `inPieces` what it imports later is loaded then; else it is one file. */
export async function runBundled(source, { inPieces = false } = {}) {
  const name = basename(source, '.ts');
  const bundle = join(folder, `${name}-${fingerprint()}`);
  try {
    if (!existsSync(bundle)) {
      await build(source, bundle, inPieces);
      dropOthers(name, bundle);
    }
    await import(pathToFileURL(join(bundle, `${name}.js`)).href);
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(error.code) || !error.path?.startsWith(folder)) throw error;
    console.error(`${folder} can't be written (${error.code}): starting from the sources, which takes twice as long.`);
    await import('tsx');
    await import(pathToFileURL(join(root, source)).href);
  }
}

/** Tells whether anything that goes into a bundle has changed: the sources, and the packages as they are locked. */
function fingerprint() {
  const sources = readdirSync(root, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && !NOT_SOURCES.has(name))
    .flatMap((entry) =>
      entry.isDirectory()
        ? readdirSync(join(root, entry.name), { recursive: true }).map((name) => join(entry.name, name))
        : [entry.name],
    )
    .filter((name) => name.endsWith('.ts') || ['package-lock.json', 'bundle.js', 'ascii.js'].includes(name));
  const hash = createHash('sha256').update(`${root} ${process.version}`);
  for (const name of sources.sort()) {
    const { mtimeMs, size } = statSync(join(root, name));
    hash.update(`${name} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

async function build(source, bundle, inPieces) {
  const unfinished = join(folder, `${randomUUID()}.tmp`);
  mkdirSync(unfinished, { recursive: true });
  const { build: run, stop } = await import('esbuild');
  const { outputFiles } = await run({
    entryPoints: [join(root, source)],
    bundle: true,
    splitting: inPieces,
    outdir: unfinished,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // Node knows them; written as a call, each use would compile its pattern anew.
    supported: { 'regexp-unicode-property-escapes': true },
    external: [...UNBUNDLED, ...onlyForWork()],
    logLevel: 'error',
    // What CommonJS packages take for granted.
    banner: {
      js: `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;`,
    },
    plugins: [{ name: 'own places', setup: keepPlaces }],
  });
  // Its process would stay, and all that it answered with it.
  await stop();
  await Promise.all(outputFiles.map(({ path, text }) => writeFile(path, inAscii(text))));
  putInPlace(unfinished, bundle);
}

/** At one go, so that another process that starts from this folder finds all of it or nothing; the first is kept. */
function putInPlace(unfinished, bundle) {
  try {
    renameSync(unfinished, bundle);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!['ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error;
  }
}

function dropOthers(name, bundle) {
  for (const other of readdirSync(folder))
    if (other.startsWith(`${name}-`) && join(folder, other) !== bundle)
      rmSync(join(folder, other), { recursive: true, force: true });
}

/** Packages that needn't be there where the house runs; what uses them says so itself. */
function onlyForWork() {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Object.keys(devDependencies);
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
