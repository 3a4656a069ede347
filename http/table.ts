import type { Server } from './server.ts';

/** An address that a server answers, as it was registered: `/v3/directline/conversations/:id`. */
export interface Route {
  method: string;
  path: string;
}

/** All of them, from the server's own table: nobody has to keep a list. */
export const routesOf = (server: Server): Route[] =>
  Object.values(server.router.getRoutes() as unknown as Record<string, Route>).map(({ method, path }) => ({
    method,
    path,
  }));
