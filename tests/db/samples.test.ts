import { expect, test } from 'vitest';
import { seedSamples } from '../../book/samples.ts';
import { removeSamples, samplesIn } from '../../db/seed.ts';
import { DATABASES } from '../kit/databases.ts';
import { startTestDesk } from '../kit/desk.ts';

const PRODUCTION = { NODE_ENV: 'production', CLOCK: '' };

for (const { kind, available, fresh } of DATABASES)
  test.skipIf(!available)(
    `made-up customers are only where the desk is tried out (${kind} database)`,
    async () => {
      const production = await startTestDesk({ ...(await fresh()), ...PRODUCTION });
      const { drizzle } = production.opened;
      expect(await samplesIn(drizzle)).toEqual({ customers: 0, policies: 0, cases: 0 });
      // What an older version has left can be taken out.
      await seedSamples(drizzle, { clock: () => new Date(), zone: 'Asia/Shanghai' });
      expect(await removeSamples(drizzle)).toEqual({ customers: 12, policies: 16, cases: 5 });
      expect(await samplesIn(drizzle)).toEqual({ customers: 0, policies: 0, cases: 0 });
      await production.stop();
    },
    120_000,
  );
