import type { Routes } from '../http/server.ts';
import { LockOut } from '../services/staff/lock-out.ts';
import { api } from './api/api.ts';
import { files } from './files.ts';
import { Boards } from './live/boards.ts';
import { events } from './live/events.ts';
import { DeskPages } from './pages/desk-pages.ts';
import { misses } from './pages/misses.ts';
import { pages } from './pages/pages.ts';
import { staticFiles } from './pages/static-files.ts';
import type { InboxParts } from './parts.ts';
import { Devices } from './sign-in/device.ts';
import { Door } from './sign-in/door.ts';
import { Sessions } from './sign-in/sessions.ts';
import { sweepSignIns } from './sign-in/sweeping.ts';

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
