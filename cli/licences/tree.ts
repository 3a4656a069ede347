import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { load as readYaml } from 'js-yaml';
import { z } from 'zod';
import { readExpression, type Verdict, verdictOf } from './spdx.ts';

/** One package of the tree that the desk runs with, in one version. */
export interface Dependency {
  package: string;
  version: string;
  /** Its licence expression; null where it names none. */
  licence: string | null;
  verdict: Verdict;
  /** Of its files on this machine, without the packages inside it; 0 where it is for another system. */
  bytes: number;
  /** Why it is taken where its own words don't say so. */
  why?: string;
}

const lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      name: z.string().optional(),
      version: z.string().optional(),
      license: z.unknown().optional(),
      dev: z.boolean().optional(),
      link: z.boolean().optional(),
    }),
  ),
});

const looked = z.array(
  z.strictObject({ package: z.string(), version: z.string(), licence: z.string(), why: z.string().min(1) }),
);
/** What a person has looked at, where a package doesn't say its licence in a way that can be read. */
export type LookedAt = z.infer<typeof looked>;

export const readLookedAt = (file: string): LookedAt => looked.parse(readYaml(readFileSync(file, 'utf8')));

/**
 * The packages that the desk runs with, by `package-lock.json`: each version once, by name. Their licences are those that
 * the installed packages name; of one that isn't installed here, the lock's. Throws where the lock can't be read.
 */
export function dependencies(root: string, lookedAt: LookedAt, { sizes }: { sizes: boolean }): Dependency[] {
  const { packages } = lockfile.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  const found = new Map<string, Dependency>();
  for (const [path, entry] of Object.entries(packages)) {
    if (path === '' || entry.dev || entry.link) continue;
    const name = entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const version = entry.version ?? '';
    const bytes = sizes ? bytesIn(join(root, path)) : 0;
    const known = found.get(`${name}@${version}`);
    if (known) known.bytes += bytes;
    else
      found.set(`${name}@${version}`, {
        ...judged(name, version, licenceAt(root, path) ?? said(entry.license), lookedAt),
        bytes,
      });
  }
  return [...found.values()].sort(
    (one, other) => compare(one.package, other.package) || compare(one.version, other.version),
  );
}

/** The same order everywhere, whatever the machine's language. */
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function judged(
  name: string,
  version: string,
  licence: string | undefined,
  lookedAt: LookedAt,
): Omit<Dependency, 'bytes'> {
  const own = { package: name, version, licence: licence ?? null };
  const verdict = verdictOf(licence === undefined ? undefined : readExpression(licence));
  if (verdict === 'permissive') return { ...own, verdict };
  const known = lookedAt.find((one) => one.package === name && one.version === version);
  return known
    ? { ...own, licence: known.licence, verdict: verdictOf(readExpression(known.licence)), why: known.why }
    : { ...own, verdict };
}

/** The licence that an installed package names; undefined where it isn't installed or names none. */
function licenceAt(root: string, path: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(join(root, path, 'package.json'), 'utf8');
  } catch {
    return undefined;
  }
  const { license, licenses } = JSON.parse(text) as Record<string, unknown>;
  return said(license) ?? said(licenses);
}

/** As `package.json` has it, or had it: a text, `{type}`, or a list of alternatives. */
function said(given: unknown): string | undefined {
  if (typeof given === 'string') return given.trim() === '' ? undefined : given.trim();
  if (Array.isArray(given)) {
    const all = given.map(said).filter((one) => one !== undefined);
    return all.length > 1 ? `(${all.join(' OR ')})` : all[0];
  }
  return typeof given === 'object' && given !== null ? said((given as { type?: unknown }).type) : undefined;
}

/** Bytes of the files in a folder, without what is installed inside it; 0 where there is none. */
function bytesIn(folder: string): number {
  let entries: ReturnType<typeof list>;
  try {
    entries = list(folder);
  } catch {
    return 0;
  }
  return entries.reduce((sum, entry) => {
    if (entry.isDirectory()) return entry.name === 'node_modules' ? sum : sum + bytesIn(join(folder, entry.name));
    return entry.isFile() ? sum + statSync(join(folder, entry.name)).size : sum;
  }, 0);
}

const list = (folder: string) => readdirSync(folder, { withFileTypes: true });
