import type { TestProject } from 'vitest/node';
import { findPostgres } from '../../tools/lab/postgres.ts';
import { unpackBrowser } from './browser.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A PostgreSQL server that the tests may make databases on; undefined where there is none. */
    postgres: string | undefined;
  }
}

/** Unpacks the browser and starts PostgreSQL, once for all tests; says loudly where there is no PostgreSQL. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
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
