import { removeSamples, seedSamples } from '../../db/seed.ts';
import { systemClock } from '../../services/time/clock.ts';
import { print } from '../lines.ts';
import { Usage } from '../usage.ts';
import { withDatabase } from '../with-database.ts';

/** Adds the sample customers and policies that are missing, or takes all of them out. Production gets none. */
export const seed = (args: string[]): Promise<void> => {
  const remove = args.includes('--remove');
  const [unknown] = args.filter((argument) => argument !== '--remove');
  if (unknown !== undefined) throw new Usage(`nothing is known of ${unknown}`);
  return withDatabase(async ({ drizzle }, { zone, production }) => {
    if (remove) return print({ removed: await removeSamples(drizzle) });
    if (production)
      throw new Error(
        'the samples are people who do not exist: unset NODE_ENV=production to try the desk out on a database of its own',
      );
    print({ added: await seedSamples(drizzle, { clock: systemClock, zone }) });
  });
};
