import { readFileSync } from 'node:fs';
import { readBook } from '../../book/read-book.ts';
import { readSamples, renewSamples, samplesTold } from '../../book/samples.ts';
import { keepBook, removeSamples } from '../../db/seed.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import { clockAhead, offsetOf } from '../../services/time/clock.ts';
import { print } from '../lines.ts';
import { options, Usage } from '../usage.ts';
import { withDatabase } from '../with-database.ts';

/**
 * Keeps a whole book of customers, policies and cases, or the samples as of today, and says who they are; or takes the
 * samples out. Production gets no samples.
 */
export const seed = (args: string[]): Promise<void> => {
  const remove = args.includes('--remove');
  const { given, rest } = options(
    args.filter((argument) => argument !== '--remove'),
    ['file'],
  );
  const [unknown] = rest;
  if (unknown !== undefined) throw new Usage(`nothing is known of ${unknown}: write --file before a book`);
  if (remove && given.file !== undefined) throw new Usage('--remove takes out the samples, and no book');
  return withDatabase(async ({ drizzle }, { zone, production, clock, knowledgeDir }) => {
    if (remove) return print({ removed: await removeSamples(drizzle) });
    const now = clockAhead(offsetOf(clock))();
    const { file } = given;
    if (file === undefined) {
      if (production) throw new Error(NO_SAMPLES);
      const samples = readSamples({ now, zone });
      print(await renewSamples(drizzle, samples));
      for (const told of samplesTold(samples)) print(told);
      return;
    }
    const book = readBook(readFileSync(file, 'utf8'), { file, now, zone, products: loadKnowledge(knowledgeDir) });
    if (book.samples && production) throw new Error(NO_SAMPLES);
    print(await keepBook(drizzle, book, { samples: book.samples, otherwise: 'changes' }));
  }, PATIENTLY);
};

/** A book is kept in one transaction, and may hold a hundred thousand policies. */
const PATIENTLY = { transactionMs: 30 * 60_000 };

const NO_SAMPLES =
  'the samples are people who do not exist: unset NODE_ENV=production to try the desk out on a database of its own';
