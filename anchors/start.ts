import { type KeeperParts, keepCheckpoints } from './keeper.ts';
import { isOpenToOthers, type KeyPlace, keyFileOf, openKeys } from './key-file.ts';
import { type AnchorPlaces, portsTo } from './ports.ts';

/** What is configured of evidence. */
export interface KeepingSettings extends KeyPlace {
  anchors: AnchorPlaces;
  checkpointEverySeconds: number;
}

/**
 * Keeps signed checkpoints over a database's conversations, where the desk has a key; `isServer`: they stand on a PostgreSQL
 * server. Without a key nothing is signed, and the log is kept all the same. Returns how to stop.
 */
export async function startKeeping(
  settings: KeepingSettings,
  isServer: boolean,
  parts: Pick<KeeperParts, 'database' | 'writingTime' | 'logger'>,
): Promise<() => Promise<void>> {
  const { logger } = parts;
  const keys = await openKeys(settings);
  const keyFile = keyFileOf(settings);
  if (keyFile && (await isOpenToOthers(keyFile)))
    logger.warn({ keyFile }, 'the evidence key may be read by others on this machine: chmod 600 it');
  if (keys)
    return keepCheckpoints({
      ...{ ...parts, keys },
      everyMs: settings.checkpointEverySeconds * 1000,
      ports: portsTo(settings.anchors),
    });
  if (isServer)
    logger.warn(
      'evidence is not signed: make a key once with "desk evidence key --new FILE", give every server the same file, and set EVIDENCE_KEY_FILE to it',
    );
  return async () => {};
}
