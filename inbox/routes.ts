import type { Routes } from '../http/server.ts';
import { LockOut } from '../services/lock-out.ts';
import { api } from './api.ts';
import { Boards } from './board.ts';
import { DeskPages } from './desk-page.ts';
import { Devices } from './device.ts';
import { events } from './events.ts';
import { files } from './files.ts';
import { misses } from './misses.ts';
import { pages } from './pages.ts';
import type { InboxParts } from './parts.ts';
import { Sessions } from './sessions.ts';
import { Door } from './sign-in.ts';
import { staticFiles } from './static-files.ts';
import { sweepSignIns } from './sweeping.ts';

export type { AgentRequest, AgentTurns, InboxParts } from './parts.ts';

/** The agents' desk at `/inbox`: its pages, their streams, and its API. Returns how to end the streams. */
export function inbox(routes: Routes, parts: InboxParts): () => void {
  const { database, writingTime, production, signInKey: key, trustedProxies, signedOut, logger } = parts;
  const { agents, signInFailures: store } = database;
  const sessions = new Sessions({ agents, writingTime, production, signedOut, logger });
  const lockOut = new LockOut({ store, key, databaseNow: () => agents.now(), writingTime });
  const devices = new Devices({ key, production });
  const door = new Door({ agents, lockOut, devices, writingTime, trustedProxies });
  const stopSweeping = sweepSignIns({ agents, lockOut, writingTime, logger });
  const boards = new Boards(parts);
  const assets = staticFiles(routes);
  api(routes, parts, { sessions, door, boards });
  const deskPages = new DeskPages(parts, boards, assets);
  pages(routes, parts, { sessions, door, pages: deskPages });
  files(routes, parts, sessions);
  misses(routes, parts, { sessions, pages: deskPages });
  const endStreams = events(routes, parts, { sessions, boards });
  return () => {
    stopSweeping();
    endStreams();
  };
}
