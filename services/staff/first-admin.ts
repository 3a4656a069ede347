import { unguessable, uuidv7 } from '../ids.ts';
import type { Database } from '../stores.ts';
import { changePassword } from './agent-accounts.ts';
import { hashPassword, passwordFits } from './passwords.ts';

/** The first user of the inbox. */
const ADMIN = 'admin@localhost';

/**
 * Sees to it that there is a first user. Where `password` is given, it is theirs from now on, and what was begun with
 * another one ends; else one is made up the first time and returned, to be shown once.
 */
export async function ensureAdmin(
  database: Pick<Database, 'agents' | 'transaction'>,
  password: string | undefined,
  now: Date,
): Promise<string | undefined> {
  const { agents } = database;
  const admin = await agents.findByEmail(ADMIN);
  if (!admin) {
    const chosen = password ?? unguessable(96);
    const passwordHash = await hashPassword(chosen);
    const added = await agents.add({ id: uuidv7(now), email: ADMIN, name: 'Admin', role: 'admin', passwordHash });
    // Replicas that start together make one password, and the one that made it shows it.
    return added && !password ? chosen : undefined;
  }
  if (password && !(await passwordFits(password, admin.passwordHash)))
    await changePassword(database, admin.id, password);
  return undefined;
}
