import type { Server } from './server.ts';

/**
 * Lets pages of any site call the addresses under a prefix. Only for addresses that know their caller by a token that
 * the page holds, never by a cookie. restify would answer a preflight with 405, so it is answered before any route.
 */
export function allowOtherSites(server: Server, prefix: string): void {
  server.pre((request, response, next) => {
    if (!request.url?.startsWith(prefix)) return next();
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-expose-headers', 'x-correlation-id');
    if (request.method !== 'OPTIONS') return next();
    response.writeHead(204, {
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-allow-headers': 'authorization, content-type, x-ms-bot-agent, x-requested-with',
      'access-control-max-age': '86400',
    });
    response.end();
    return next(false);
  });
}
