import { readConfig } from '../../config.ts';
import { instant } from '../../services/time/calendar.ts';
import { print } from '../lines.ts';
import { options, Usage } from '../usage.ts';
import { withDatabase } from '../with-database.ts';

/** The questions that the desk could not answer, the most asked first: those that nobody is done with, or all. */
export const misses = async (args: string[]): Promise<void> => {
  const all = args.includes('--all');
  const { given, rest } = options(
    args.filter((argument) => argument !== '--all'),
    ['since', 'product'],
  );
  if (rest.length > 0) throw new Usage(`nothing is known of ${rest[0]}`);
  const since = given.since === undefined ? undefined : momentOf(given.since, readConfig(process.env).zone);
  await withDatabase(async ({ database }) => {
    const groups = await database.misses.groups({
      since,
      product: given.product,
      resolved: all ? undefined : false,
      order: 'count',
      limit: Number.MAX_SAFE_INTEGER,
    });
    for (const { question, product, locale, count, firstAt, lastAt, nearest, resolved, ...more } of groups)
      print({ question, count, firstAt, lastAt, product: product ?? null, locale, nearest, resolved, ...more });
  });
};

/** An instant, or the beginning of a day in the insurer's zone. */
function momentOf(since: string, zone: string): Date {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(since)?.map(Number) ?? [];
  if (year && month && day && !Number.isNaN(Date.parse(since)))
    return instant({ year, month, day, hour: 0, minute: 0, second: 0 }, zone);
  const at = new Date(/^\d{4}-\d{2}-\d{2}T/.test(since) ? since : Number.NaN);
  if (Number.isNaN(at.getTime()))
    throw new Usage('since is a day such as 2026-11-18 or an ISO instant such as 2026-11-18T15:30:00+08:00');
  return at;
}
