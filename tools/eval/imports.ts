import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Imported, importWording } from '../../knowledge/import/import-wording.ts';
import { unmark } from '../../knowledge/import/marked-words.ts';

/** What should come of a wording, as somebody reads it who looks at its text alone. */
const wanted = z.strictObject({
  /** Words of the wording, and the number, or where there is none the heading, of the clause that they stand in. */
  clauses: z.record(z.string(), z.string()).default({}),
  /** Words of the items of its lists of exclusions. */
  exclusions: z.array(z.string()).default([]),
  /** Words that no exclusion and no definition may hold: of what is paid, of duties, of times. */
  covers: z.array(z.string()).default([]),
  /** Kinds of clauses, by number or heading. */
  kinds: z.record(z.string(), z.string()).default({}),
  /** The periods that it says; those that stand here not are to be left out. */
  days: z
    .strictObject({
      coolingOffDays: z.number().optional(),
      waitingDays: z.number().optional(),
      graceDays: z.number().optional(),
    })
    .optional(),
  /** The product's name, the insurer's before it or not. */
  name: z.string().optional(),
  /** Something can't be right in it: words of a warning that has to be given. */
  warned: z.array(z.string()).default([]),
});
type Wanted = z.infer<typeof wanted>;

/** How many of something are right, and which aren't. */
export interface Tallied {
  right: number;
  of: number;
  missed: string[];
}

/** How wordings come in, by what is looked at. */
export type ImportFigures = Record<
  'exclusions' | 'covers' | 'clauses' | 'kinds' | 'days' | 'names' | 'warned' | 'lost exclusions warned of',
  Tallied
> & { files: number; refused: string[]; warningsPerFile: number };

/** A folder of wordings and what should come of each. */
export interface Wordings {
  folder: string;
  /** A YAML file, by the wordings' file names. */
  wanted: string;
}

/** Imports each wording of a folder and compares; nothing where the folder isn't there. */
export async function evaluateImports({ folder, wanted: file }: Wordings): Promise<ImportFigures | undefined> {
  if (!existsSync(folder) || !existsSync(file)) return undefined;
  const tally = new Tallies();
  let warnings = 0;
  const all = z.record(z.string(), wanted).parse(parse(readFileSync(file, 'utf8')));
  for (const [name, want] of Object.entries(all)) {
    try {
      const bytes = readFileSync(join(folder, name));
      const imported = await importWording({ name: basename(name), bytes, today: '2026-12-01' });
      warnings += imported.summary.warnings.length;
      compare(name, want, imported, tally);
    } catch (error) {
      tally.refused.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      for (const words of want.exclusions) tally.note('exclusions', false, `${name}: ${words}`);
      for (const words of Object.keys(want.clauses)) tally.note('clauses', false, `${name}: ${words}`);
      if (want.name) tally.note('names', false, `${name}: refused`);
    }
  }
  const files = Object.keys(all).length;
  return { ...tally.figures, files, refused: tally.refused, warningsPerFile: warnings / Math.max(1, files) };
}

function compare(name: string, want: Wanted, { content, summary }: Imported, tally: Tallies): void {
  const clauses = clausesIn(content);
  const holding = (words: string) => clauses.filter((clause) => clause.words.includes(bare(words)));
  const warned = summary.warnings.map(({ place, problem }) => `${place}: ${problem}`);
  for (const words of want.exclusions) {
    const right = holding(words).some(({ kind }) => kind === 'exclusion');
    tally.note('exclusions', right, `${name}: ${words} (${holding(words).map(({ kind }) => kind)})`);
    if (!right) tally.note('lost exclusions warned of', warned.some(isOfExclusions), `${name}: ${words}`);
  }
  for (const words of want.covers) {
    const right = holding(words).length > 0 && holding(words).every(({ kind }) => !NO_COVER.has(kind));
    tally.note('covers', right, `${name}: ${words} (${holding(words).map(({ kind }) => kind)})`);
  }
  for (const [words, place] of Object.entries(want.clauses)) {
    const right = holding(words).some((clause) => isCalled(clause, place));
    const found = holding(words).map(({ number, heading }) => `${number} ${heading}`);
    tally.note('clauses', right, `${name}: ${words} should be in ${place}, is in ${found.join(', ')}`);
  }
  for (const [place, kind] of Object.entries(want.kinds)) {
    const found = clauses.filter((clause) => isCalled(clause, place)).map((clause) => clause.kind);
    tally.note('kinds', found.includes(kind), `${name}: ${place} should be ${kind}, is ${found.join(', ')}`);
  }
  const front = parse(/^---\n([\s\S]*?)\n---\n/.exec(content)?.[1] ?? '') as Record<string, unknown>;
  if (want.days)
    for (const key of ['coolingOffDays', 'waitingDays', 'graceDays'] as const)
      tally.note('days', front[key] === want.days[key], `${name}: ${key} ${front[key]}, not ${want.days[key]}`);
  if (want.name)
    tally.note(
      'names',
      String(front.name).endsWith(want.name) && !/条款/.test(String(front.name)),
      `${name}: ${front.name}`,
    );
  for (const words of want.warned)
    tally.note(
      'warned',
      warned.some((warning) => warning.includes(words)),
      `${name}: no warning of ${words}`,
    );
}

/** Kinds under which nothing that is paid may stand. */
const NO_COVER: ReadonlySet<string> = new Set(['exclusion', 'definition']);

const isOfExclusions = (warning: string): boolean => /exclu|not covered/.test(warning);

class Tallies {
  readonly refused: string[] = [];
  readonly #of = new Map<string, Tallied>();

  note(what: string, right: boolean, miss: string): void {
    const known = this.#of.get(what) ?? { right: 0, of: 0, missed: [] };
    known.of++;
    if (right) known.right++;
    else known.missed.push(miss);
    this.#of.set(what, known);
  }

  get figures(): Omit<ImportFigures, 'files' | 'refused' | 'warningsPerFile'> {
    const of = (what: string): Tallied => this.#of.get(what) ?? { right: 0, of: 0, missed: [] };
    return {
      exclusions: of('exclusions'),
      covers: of('covers'),
      clauses: of('clauses'),
      kinds: of('kinds'),
      days: of('days'),
      names: of('names'),
      warned: of('warned'),
      'lost exclusions warned of': of('lost exclusions warned of'),
    };
  }
}

interface Clause {
  number: string;
  heading: string;
  kind: string;
  words: string;
}

/** Without white space, as words are compared. */
const bare = (text: string): string => text.replace(/\s+/g, '');

function clausesIn(content: string): Clause[] {
  return content
    .split(/^### /m)
    .slice(1)
    .map((section) => {
      const [, number = '', heading = '', kind = '', body = ''] =
        /^(\S+)\s+(.+?)\s*\{#[\w-]+\}\n```yaml\nkind: ([\w-]+)\n[\s\S]*?```\n([\s\S]*)$/.exec(section) ?? [];
      return { number, heading, kind, words: bare(heading + unmark(body.replace(/\n#{1,2} [\s\S]*$/, '')).words) };
    });
}

/** A clause is called by its number without the stop behind it, or by its heading. */
const isCalled = ({ number, heading }: Clause, place: string): boolean =>
  number.replace(/[.、．]$/, '') === place || bare(heading) === bare(place);
