import postgres from 'postgres';
import { rounded } from '../statistics.ts';
import type { Figure } from '../turn/figures.ts';
import type { Sized } from './sized.ts';

/** How often rows of conversations were changed, and how often so that no index was written to (a HOT update). */
export interface Updates {
  all: number;
  hot: number;
}

/** As the server has counted until now; its backends tell it once a second or so. */
export async function updatesOf({ url }: Pick<Sized, 'url'>): Promise<Updates> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql`
      select n_tup_upd::int as all, n_tup_hot_upd::int as hot from pg_stat_user_tables where relname = 'conversations'`;
    return { all: Number(row?.all), hot: Number(row?.hot) };
  } finally {
    await sql.end();
  }
}

/** The share of the updates between two looks that left all indexes of the conversations alone. */
export const updatesFigure = ({ name }: Pick<Sized, 'name'>, before: Updates, after: Updates): Figure => ({
  figure: "updates of a conversation's row that write to no index",
  of: name,
  unit: 'of all',
  value: rounded((after.hot - before.hot) / (after.all - before.all)),
  updates: after.all - before.all,
});
