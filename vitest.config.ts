import { defineConfig } from 'vitest/config';

/** Tests without a process, a port or a setting of their own: they share what is loaded and learnt, file after file. */
const SHARING = ['conversations', 'dialogs', 'knowledge', 'language', 'templates', 'understanding'].map(
  (folder) => `tests/${folder}/**/*.test.ts`,
);

/** Desks and servers that change nothing of their process: they share what is loaded and learnt too, and the PostgreSQL server. */
const SERVING = [
  'anchors',
  'book',
  'bots',
  'channels',
  'cli',
  'connector',
  'core',
  'db',
  'direct-line',
  'http',
  'inbox',
  'kit',
  'model',
  'services',
].map((folder) => `tests/${folder}/**/*.test.ts`);

export default defineConfig({
  test: {
    setupFiles: ['tests/kit/setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { TZ: 'Asia/Shanghai' },
    projects: [
      {
        extends: true,
        test: {
          name: 'apart',
          include: ['tests/**/*.test.ts'],
          exclude: [...SHARING, ...SERVING],
          globalSetup: ['tests/kit/global-setup.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'serving', include: SERVING, isolate: false, globalSetup: ['tests/kit/global-setup.ts'] },
      },
      { extends: true, test: { name: 'sharing', include: SHARING, isolate: false } },
    ],
  },
});
