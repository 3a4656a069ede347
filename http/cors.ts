import type { IncomingMessage, ServerResponse } from 'node:http';

/*
 * Addresses that pages of any site may call: only those that know their caller by a token that the page holds, never by
 * a cookie. The headers come before anything can refuse the request: a browser shows its page no answer without them,
 * also not why it was refused.
 */

/** What a page may read of an answer beside its body. */
const READABLE = 'x-correlation-id, retry-after';
const USUAL = 'authorization, content-type, x-ms-bot-agent, x-requested-with';

/** Whether pages of any site may call an address: it stands under one of the prefixes. */
export const isOpenToSites = ({ url = '' }: IncomingMessage, prefixes: readonly string[]): boolean =>
  prefixes.some((prefix) => url.startsWith(prefix) && /^([/?#]|$)/.test(url.slice(prefix.length)));

export function allowSites(response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-expose-headers', READABLE);
}

/** Answers what a browser asks before its page's request. restify would answer it with 405. */
export function answerPreflight(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(204, {
    'access-control-allow-methods': 'GET, HEAD, POST, OPTIONS',
    // Whatever the page asks for: who calls is known by a token in the request, never by what a browser adds by itself.
    'access-control-allow-headers': asked(request.headers['access-control-request-headers']),
    'access-control-max-age': '86400',
  });
  response.end();
}

/** The headers of a preflight, where they are names of headers. */
const asked = (names: unknown): string =>
  typeof names === 'string' && /^[\w\-, ]{1,1000}$/.test(names) ? names : USUAL;
