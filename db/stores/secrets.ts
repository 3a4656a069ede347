import { eq } from 'drizzle-orm';
import type { SecretStore } from '../../services/secrets/secrets.ts';
import { secrets } from '../schema.ts';
import type { Drizzle } from './drizzle.ts';

export const secretStore = (db: Drizzle): SecretStore => ({
  async secret(name, make) {
    await db.insert(secrets).values({ name, value: make() }).onConflictDoNothing();
    const [row] = await db.select().from(secrets).where(eq(secrets.name, name));
    if (!row) throw new Error(`the secret ${name} was removed while the desk read it: start again`);
    return row.value;
  },
});
