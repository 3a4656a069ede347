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
      // Whatever the page asks for: who calls is known by a token in the request, never by what a browser adds by itself.
      'access-control-allow-headers': asked(request.headers['access-control-request-headers']),
      'access-control-max-age': '86400',
    });
    response.end();
    return next(false);
  });
}

const USUAL = 'authorization, content-type, x-ms-bot-agent, x-requested-with';

/** The headers of a preflight, where they are names of headers. */
const asked = (names: unknown): string =>
  typeof names === 'string' && /^[\w\-, ]{1,1000}$/.test(names) ? names : USUAL;
