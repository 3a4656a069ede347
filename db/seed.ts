import { isDeepStrictEqual } from 'node:util';
import { count, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Book, BookCount } from '../services/book.ts';
import { customers, insurerCases, policies } from './schema.ts';
import { rowOfCustomer } from './stores/customers.ts';
import { type Drizzle, inList } from './stores/drizzle.ts';
import { rowOfInsurerCase } from './stores/insurer-cases.ts';
import { rowOfPolicy } from './stores/policies.ts';

type Row = Record<string, unknown>;

/** A part of the book: its table, and what tells one row of it from another. */
interface Part {
  part: keyof Book;
  table: PgTable & { sample: AnyPgColumn };
  key: string;
  rows(book: Book): Row[];
}

const PARTS: readonly Part[] = [
  { part: 'customers', table: customers, key: 'id', rows: (book) => book.customers.map(rowOfCustomer) },
  { part: 'policies', table: policies, key: 'number', rows: (book) => book.policies.map(rowOfPolicy) },
  { part: 'cases', table: insurerCases, key: 'reference', rows: (book) => book.cases.map(rowOfInsurerCase) },
];

/** Rows that go into one statement. */
const AT_ONCE = 500;

/** How a book is kept. */
export interface Keeping {
  /** Its people don't exist: nobody who does is changed by it. */
  samples: boolean;
  /** What becomes of an entry that stands there otherwise. */
  otherwise: 'stays' | 'changes';
}

/** What became of a book's entries; all others stood there as they were to. */
export interface Kept {
  added: BookCount;
  changed: BookCount;
}

/** Keeps a book, all of it or nothing. What stands there and isn't in it stays. */
export const keepBook = (db: Drizzle, book: Book, keeping: Keeping): Promise<Kept> =>
  db.transaction(async (tx) => {
    const kept: Kept = { added: none(), changed: none() };
    for (const part of PARTS) {
      const rows = part.rows(book).map((row) => ({ ...row, sample: keeping.samples }));
      for (let at = 0; at < rows.length; at += AT_ONCE) {
        const { added, changed } = await keepRows(tx, part, rows.slice(at, at + AT_ONCE), keeping);
        kept.added[part.part] += added;
        kept.changed[part.part] += changed;
      }
    }
    return kept;
  });

async function keepRows(
  db: Drizzle,
  { table, key }: Part,
  rows: readonly Row[],
  { samples, otherwise }: Keeping,
): Promise<{ added: number; changed: number }> {
  const columns: Record<string, AnyPgColumn> = getTableColumns(table);
  const column = columns[key] as AnyPgColumn;
  const keys = rows.map((row) => String(row[key]));
  const there = new Map((await db.select().from(table).where(inList(column, keys))).map((row: Row) => [row[key], row]));
  const missing = rows.filter((row) => !there.has(row[key]));
  const different = rows.filter((row) => {
    const one = there.get(row[key]);
    return otherwise === 'changes' && one && (one.sample || !samples) && !isDeepStrictEqual(one, row);
  });
  // Another process may have added some since.
  const added =
    missing.length === 0 ? [] : await db.insert(table).values(missing).onConflictDoNothing().returning({ key: column });
  if (different.length > 0)
    await db
      .insert(table)
      .values(different)
      .onConflictDoUpdate({ target: column, set: asGiven(Object.keys(columns)) });
  return { added: added.length, changed: different.length };
}

/** Every column as it stands in the row that was there already. */
const asGiven = (columns: readonly string[]): Record<string, SQL> =>
  Object.fromEntries(columns.map((name) => [name, sql.raw(`excluded."${toSnakeCase(name)}"`)]));

/** How many samples there are. */
export const samplesIn = (db: Drizzle): Promise<BookCount> =>
  counted(async ({ table }) => {
    const [row] = await db.select({ number: count() }).from(table).where(eq(table.sample, true));
    return row?.number ?? 0;
  });

/** Takes the samples out, all of them or none. What customers said and reported about them stays. */
export const removeSamples = (db: Drizzle): Promise<BookCount> =>
  db.transaction((tx) =>
    counted(async ({ table }) => {
      const removed = await tx.delete(table).where(eq(table.sample, true)).returning({ sample: table.sample });
      return removed.length;
    }),
  );

async function counted(of: (part: Part) => Promise<number>): Promise<BookCount> {
  const counts = none();
  for (const part of PARTS) counts[part.part] = await of(part);
  return counts;
}

const none = (): BookCount => ({ customers: 0, policies: 0, cases: 0 });
