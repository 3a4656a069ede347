import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Kept, keepBook } from '../db/seed.ts';
import type { Drizzle } from '../db/stores/drizzle.ts';
import type { BookCount } from '../services/book.ts';
import { isoDate } from '../services/time/calendar.ts';
import type { Clock } from '../services/time/clock.ts';
import type { Products } from './policy-agreements.ts';
import { bookIn, type ReadBook } from './read-book.ts';
import { readYaml, type Yaml } from './yaml.ts';

const FILE = join(import.meta.dirname, 'samples.yaml');

const NAME = 'book/samples.yaml';

/** The file as it was read: for each day only its days are counted anew. */
let written: Yaml | undefined;

/** The shipped samples, with their days counted from now. */
export function readSamples(given: { now: Date; zone: string; products?: Products }): ReadBook {
  written ??= readYaml(readFileSync(FILE, 'utf8'), NAME);
  return bookIn(written, { file: NAME, ...given });
}

/** As they were read last: several desks of one process are given the same. */
let last: { of: string; samples: ReadBook } | undefined;

function samplesOf(now: Date, zone: string): ReadBook {
  const of = `${isoDate(now, zone)} ${zone}`;
  if (last?.of !== of) last = { of, samples: readSamples({ now, zone }) };
  return last.samples;
}

/** Puts those samples there that are missing. What is there already stays as it is, whenever it was put there. */
export async function seedSamples(db: Drizzle, { clock, zone }: { clock: Clock; zone: string }): Promise<BookCount> {
  const { added } = await keepBook(db, samplesOf(clock(), zone), { samples: true, otherwise: 'stays' });
  return added;
}

/** Puts the samples there as of today: those of another day are changed. */
export const renewSamples = (db: Drizzle, samples: ReadBook): Promise<Kept> =>
  keepBook(db, samples, { samples: true, otherwise: 'changes' });

/** What somebody who tries the desk out has to know of a sample policy. */
export interface SampleTold {
  policy: string;
  product: string;
  status: string;
  /** Who may speak for it: its holder and insured, each with what they may be asked for. */
  people: { name: string; is: string; idEnds: string | undefined; phone: string | undefined }[];
  plate?: string | undefined;
  try: readonly string[];
}

/** Who the samples are, a policy each, and what can be tried with them. */
export const samplesTold = ({ customers, policies, tries }: ReadBook): SampleTold[] =>
  policies.map(({ number, product, status, holder, insured, plate }) => {
    const person = (id: string, is: string) => {
      const found = customers.find((customer) => customer.id === id);
      return { name: found?.name ?? id, is, idEnds: found?.idNumber?.slice(-4), phone: found?.phones[0] };
    };
    return {
      ...{ policy: number, product, status },
      people: [
        person(holder, 'holder'),
        ...insured.flatMap(({ customer, relation }) => (relation === 'self' ? [] : [person(customer, 'insured')])),
      ],
      ...(plate ? { plate } : {}),
      try: tries.get(number) ?? [],
    };
  });
