import { basename, dirname } from 'node:path';
import { openKeys } from '../../anchors/key-file.ts';
import { archiveMonth, endOfMonth } from '../../services/evidence/archive/archive.ts';
import { restore } from '../../services/evidence/archive/restore.ts';
import { offsetOf } from '../../services/time/clock.ts';
import { ArchiveDirectory } from '../archive/folder.ts';
import { print } from '../lines.ts';
import { options, Usage } from '../usage.ts';
import { type Opened, withDatabase } from '../with-database.ts';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** Moves the contents of conversations that are over into files of an archive, or puts a file's contents back. */
export const archive = async (args: string[]): Promise<void> => {
  const { given, rest } = options(args, ['month', 'to', 'restore']);
  const { month, to, restore: file } = given;
  if (rest.length > 0) throw new Usage(`unknown: ${rest.join(' ')}`);
  if (file !== undefined && month === undefined && to === undefined) return putBack(file);
  if (month === undefined || to === undefined || file !== undefined)
    throw new Usage('say which month and to which folder (--month 2025-03 --to FOLDER), or which file to put back');
  if (!MONTH.test(month)) throw new Usage('--month is a year and a month, such as 2025-03');
  await withDatabase(async (opened, { zone, clock }) => {
    if (endOfMonth(month, zone).getTime() > Date.now() + offsetOf(clock)) throw new Usage(`${month} isn't over yet`);
    const parts = await partsOf(opened, to);
    const { left, ...archived } = await archiveMonth(opened.database, { month, left: (one) => print(one) }, parts);
    print({ month, to, ...archived, left, signed: parts.keys !== undefined });
  });
};

const putBack = (file: string): Promise<void> =>
  withDatabase(async (opened) => {
    const parts = await partsOf(opened, dirname(file));
    print({ restored: file, ...(await restore(opened.database, basename(file), parts)) });
  });

const partsOf = async ({ config, writingTime }: Opened, folder: string) => ({
  ...{ folder: new ArchiveDirectory(folder), keys: await openKeys(config) },
  ...{ writingTime, zone: config.zone },
});
