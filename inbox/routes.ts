import type { Routes } from '../http/server.ts';
import { api } from './api.ts';
import { Boards } from './board.ts';
import { DeskPages } from './desk-page.ts';
import { events } from './events.ts';
import { files } from './files.ts';
import { misses } from './misses.ts';
import { pages } from './pages.ts';
import type { InboxParts } from './parts.ts';
import { Sessions } from './sessions.ts';
import { Door } from './sign-in.ts';
import { staticFiles } from './static-files.ts';

export type { AgentRequest, AgentTurns, InboxParts } from './parts.ts';

/** The agents' desk at `/inbox`: its pages, their streams, and its API. Returns how to end the streams. */
export function inbox(routes: Routes, parts: InboxParts): () => void {
  const sessions = new Sessions({ agents: parts.database.agents, clock: parts.clock, production: parts.production });
  const door = new Door(parts.database.agents, parts.clock);
  const boards = new Boards(parts);
  const assets = staticFiles(routes);
  api(routes, parts, { sessions, door, boards });
  const deskPages = new DeskPages(parts, boards, assets);
  pages(routes, parts, { sessions, door, pages: deskPages });
  files(routes, parts, sessions);
  misses(routes, parts, { sessions, pages: deskPages });
  return events(routes, parts, { sessions, boards });
}
