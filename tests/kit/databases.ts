import { inject } from 'vitest';
import { freshDatabase } from './postgres.ts';

/** The databases that the desk runs on, each fresh. Tests that stand for both run once on each. */
export const DATABASES: readonly {
  kind: 'embedded' | 'server';
  available: boolean;
  fresh: () => Promise<{ DATA_DIR: string } | { DATABASE_URL: string }>;
}[] = [
  { kind: 'embedded', available: true, fresh: async () => ({ DATA_DIR: 'memory://' }) },
  {
    kind: 'server',
    available: inject('postgres') !== undefined,
    fresh: async () => ({ DATABASE_URL: await freshDatabase(inject('postgres') ?? '') }),
  },
];
