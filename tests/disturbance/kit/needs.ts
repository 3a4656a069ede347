import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findPrograms } from '../../../tools/lab/postgres-server.ts';

/** What a disturbance needs of the machine: a program by its name, root's rights, or a PostgreSQL server's programs. */
export type Need = 'postgresql' | 'root' | `program:${string}` | 'namespaces';

const PATHS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** Debian's packages that hold them. */
const PACKAGES: Record<string, string> = {
  ip: 'iproute2',
  etcd: 'etcd-server',
  patroni: 'patroni (and python3-etcd)',
};

/** Where a program stands; undefined where the machine doesn't have it. */
export const programAt = (name: string): string | undefined =>
  PATHS.map((path) => join(path, name)).find((path) => existsSync(path));

/** What the machine lacks of the needs, in words that say what to install. */
export const missing = (needs: readonly Need[]): string[] => needs.flatMap((need) => lack(need) ?? []);

function lack(need: Need): string | undefined {
  if (need === 'postgresql') return findPrograms() ? undefined : 'PostgreSQL (Debian: postgresql)';
  if (need === 'root') return process.getuid?.() === 0 ? undefined : "root's rights";
  if (need === 'namespaces') return canMakeNamespaces() ? undefined : 'the right to make a network namespace';
  const name = need.slice('program:'.length);
  return programAt(name) ? undefined : `${name} (Debian: ${PACKAGES[name] ?? name})`;
}

function canMakeNamespaces(): boolean {
  try {
    execFileSync('unshare', ['--net', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
