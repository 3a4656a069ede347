import { logKey } from '../../services/secrets/secrets.ts';
import { idSerializers } from '../../telemetry/log-ids.ts';
import { print } from '../lines.ts';
import { Usage } from '../usage.ts';
import { withDatabase } from '../with-database.ts';

/** What stands in the logs for ids, for who looks for the lines of a conversation. */
export const logId = async (ids: string[]): Promise<void> => {
  if (ids.length === 0) throw new Usage('say which ids');
  await withDatabase(async ({ database }) => {
    const { entry } = idSerializers(await logKey(database.secrets));
    for (const id of ids) print({ id, logId: entry(id) });
  });
};
