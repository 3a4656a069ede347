import { seedSamples } from '../../db/seed.ts';
import { systemClock } from '../../services/clock.ts';
import { print } from '../lines.ts';
import { withDatabase } from '../with-database.ts';

/** Adds the sample customers and policies that are missing. */
export const seed = (): Promise<void> =>
  withDatabase(async ({ drizzle }, { zone }) =>
    print({ added: await seedSamples(drizzle, { clock: systemClock, zone }) }),
  );
