import type { z } from 'zod';
import type { Book } from '../services/book.ts';
import type { InsurerCase } from '../services/insurer-cases/insurer-cases.ts';
import type { Policy } from '../services/policies/policies.ts';
import { isoDate, type Zone } from '../services/time/calendar.ts';
import { disagreements } from './agreements.ts';
import { bookForm, type WrittenBook, type WrittenCase, type WrittenPolicy } from './form.ts';
import type { Products } from './policy-agreements.ts';
import { BookError, type Path, type Problem } from './problems.ts';
import { readYaml, type Yaml } from './yaml.ts';

/** A book as it was read. */
export interface ReadBook extends Book {
  /** People who don't exist. */
  samples: boolean;
  /** By a policy's number, what can be tried with it. */
  tries: ReadonlyMap<string, readonly string[]>;
}

/**
 * Reads a book (`docs/seed.md`). Throws {@link BookError} with everything that is wrong, as far as it can be told at once.
 * Where no products are given, those of its policies aren't looked at.
 */
export const readBook = (source: string, given: Reading): ReadBook => bookIn(readYaml(source, given.file), given);

/** What a book is read with. */
interface Reading {
  file: string;
  now: Date;
  zone: Zone;
  products?: Products;
}

/** The book that stands in YAML that was read, with its days counted from a moment. Throws as {@link readBook} does. */
export function bookIn(yaml: Yaml, { file, now, zone, products }: Reading): ReadBook {
  const today = isoDate(now, zone);
  const samples = (yaml.content as { samples?: unknown } | null)?.samples === 'true';
  const result = bookForm({ reference: now, zone, today, samples }).safeParse(yaml.content);
  if (!result.success)
    throw new BookError(
      file,
      result.error.issues.flatMap((issue) => problemsOf(issue, yaml)),
    );
  const wrong = [...disagreements(result.data, { today, products })];
  if (wrong.length > 0)
    throw new BookError(
      file,
      wrong.map((one) => ({ ...one, line: yaml.lineOf(one.path) })),
    );
  return bookOf(result.data);
}

function problemsOf(issue: z.core.$ZodIssue, { lineOf }: Yaml): Problem[] {
  const at = (path: Path, problem: string) => ({ path, line: lineOf(path), problem });
  if (issue.code !== 'unrecognized_keys') return [at(issue.path, issue.message)];
  return issue.keys.map((key) => at([...issue.path, key], 'nothing is called so here: docs/seed.md says what is'));
}

const bookOf = ({ samples, customers, policies, cases }: WrittenBook): ReadBook => ({
  samples,
  customers: customers.map(({ idNumber, email, address, ...customer }) => ({ ...customer, idNumber, email, address })),
  policies: policies.map(policyOf),
  cases: cases.map(caseOf),
  tries: new Map(policies.flatMap(({ number, try: tries }) => (tries ? [[number, tries]] : []))),
});

function policyOf(written: WrittenPolicy): Policy {
  const { number, holder, insured, beneficiaries, product, version, from, until, status, ...rest } = written;
  const { lapsedOn, endedOn, vehicle, try: _, ...terms } = rest;
  const { plate, ...car } = vehicle ?? { plate: undefined };
  return {
    ...{ number, holder, insured, beneficiaries, product, version, plate, from, until, status, lapsedOn, endedOn },
    terms: plain({ ...terms, ...(vehicle ? { vehicle: car } : {}) }) as Policy['terms'],
  };
}

const caseOf = ({ policy, onBehalfOf, ...rest }: WrittenCase): InsurerCase =>
  ({ ...plain(rest), policyNumber: policy, onBehalfOf }) as InsurerCase;

/** As JSON keeps it: what isn't there has no key. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
