import { openEmbedded } from './embedded.ts';
import type { OpenDatabase, OpenWith } from './opened.ts';
import { openServer } from './server.ts';

/** Where the desk keeps what it knows. */
export type DatabaseLocation = { url: string } | { folder: string };

/** Opens the database, migrates it, and joins `signals` to the other replicas'. */
export const openDatabase = (location: DatabaseLocation, given: OpenWith): Promise<OpenDatabase> =>
  'url' in location ? openServer(location.url, given) : openEmbedded(location.folder, given);
