import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dependencies, readLookedAt } from '../licences/tree.ts';
import { print } from '../lines.ts';
import { Usage } from '../usage.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const LOOKED_AT = join(import.meta.dirname, '..', 'licences', 'looked-at.yaml');

/**
 * `desk about`: which version this is. With `--licences` what it runs with, a line a package and the total as the last
 * one, or with `--json` all of it as one object. Exits with 1 where something may not be part of it, and says what.
 */
export const about = async (args: string[]): Promise<void> => {
  const { licences, json } = read(args);
  if (!licences) {
    const { name, version, license } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    return print({ name, version, licence: license, node: process.version });
  }
  const packages = dependencies(ROOT, readLookedAt(LOOKED_AT), { sizes: true });
  const counts: Record<string, number> = {};
  for (const { licence } of packages) counts[licence ?? 'none'] = (counts[licence ?? 'none'] ?? 0) + 1;
  const total = {
    packages: packages.length,
    bytes: packages.reduce((sum, { bytes }) => sum + bytes, 0),
    licences: Object.fromEntries(Object.entries(counts).sort(([, one], [, other]) => other - one)),
  };
  if (json) print({ packages, total });
  else for (const line of [...packages, { total }]) print(line);
  const refused = packages.filter(({ verdict }) => verdict !== 'permissive');
  for (const { package: name, version, licence, verdict } of refused)
    console.error(
      verdict === 'copyleft'
        ? `${name}@${version} is under ${licence}, which is copyleft: replace it`
        : `${name}@${version} has a licence that isn't known (${licence ?? 'none'}): look at it, and list it in cli/licences/looked-at.yaml with the reason`,
    );
  if (refused.length > 0) process.exitCode = 1;
};

function read(args: string[]): { licences?: boolean; json?: boolean } {
  try {
    const { values } = parseArgs({ args, options: { licences: { type: 'boolean' }, json: { type: 'boolean' } } });
    return values as { licences?: boolean; json?: boolean };
  } catch (error) {
    throw new Usage((error as Error).message);
  }
}
