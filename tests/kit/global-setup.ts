import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { findPostgres } from '../../tools/lab/postgres.ts';
import { unpackBrowser } from './browser.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A PostgreSQL server that the tests may make databases on; undefined where there is none. */
    postgres: string | undefined;
  }
}

/** In a process of its own: what learns is large. */
function learn(): void {
  const program = fileURLToPath(new URL('./learn.ts', import.meta.url));
  const { status, error } = spawnSync(process.execPath, ['--import', 'tsx', program], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`nothing was learnt for the tests: ${error?.message ?? `left with ${status}`}`);
}

/** Unpacks the browser, learns and starts PostgreSQL, once for all tests; says loudly where there is no PostgreSQL. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  learn();
  await unpackBrowser();
  const server = await findPostgres();
  project.provide('postgres', server?.url);
  if (!server) {
    console.warn(
      '\n*** NO POSTGRESQL: the tests that need it are SKIPPED. Set TEST_DATABASE_URL or install the server (Debian: postgresql). ***\n',
    );
  }
  return async () => server?.stop();
}
