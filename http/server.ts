import { randomUUID } from 'node:crypto';
import restify from 'restify';
import type { Logger } from '../telemetry/logger.ts';
import * as metrics from '../telemetry/metrics.ts';
import { Problem } from './problem.ts';

export type Request = restify.Request;
export type Response = restify.Response;
export type Server = restify.Server;

/** A route's work. What it throws is answered: a {@link Problem} as it says, anything else as a 500 that says nothing. */
export type Handler = (request: Request, response: Response) => Promise<void> | void;

export interface Routes {
  get(path: string, handler: Handler): void;
  post(path: string, handler: Handler): void;
}

/** A client has this long to send a whole request; a stream is no request any more. */
const REQUEST_MS = 20_000;
const HEADERS_MS = 10_000;

const CORRELATION = Symbol('correlation');

/** The id that ties together the log lines of a request; the client sees it in `x-correlation-id`. */
export const correlationOf = (request: Request): string =>
  (request as unknown as Record<symbol, string>)[CORRELATION] ?? '';

/**
 * A restify server that nobody can end from outside (the traps are in docs/decisions/0006): compressed bodies and
 * paths that don't decode are refused before any route, every error is answered as JSON, and no handler's value or
 * error reaches restify, which would log the request with its token.
 */
export function createServer(logger: Logger): { server: Server; routes: Routes } {
  const server = restify.createServer({ name: '', ignoreTrailingSlash: true, handleUncaughtExceptions: false });
  const http = server.server;
  Object.assign(http, {
    requestTimeout: REQUEST_MS,
    headersTimeout: HEADERS_MS,
    keepAliveTimeout: 65_000,
    maxRequestsPerSocket: 0,
  });

  server.pre((request, response, next) => {
    (request as unknown as Record<symbol, string>)[CORRELATION] = randomUUID();
    response.setHeader('x-correlation-id', correlationOf(request));
    response.setHeader('x-content-type-options', 'nosniff');
    const problem = refusal(request);
    if (!problem) return next();
    answerProblem(response, problem);
    return next(false);
  });
  server.on(
    'restifyError',
    (_request: Request, response: Response, error: { statusCode?: number }, done: () => void) => {
      const status = error.statusCode ?? 500;
      answerProblem(
        response,
        status === 404
          ? new Problem(404, 'NotFound', 'there is nothing at this address')
          : status === 405
            ? new Problem(405, 'MethodNotAllowed', 'this address does not take this method')
            : new Problem(status, 'BadArgument', 'the request could not be read'),
      );
      done();
    },
  );

  const add = (method: 'get' | 'post', path: string, handler: Handler) => {
    server[method](path, (request: Request, response: Response, next: restify.Next) => {
      Promise.resolve()
        .then(() => handler(request, response))
        .catch((error: unknown) => {
          if (!(error instanceof Problem)) {
            metrics.errors.inc({ where: 'http' });
            logger.error({ err: error, correlationId: correlationOf(request), route: path }, 'a request failed');
          }
          answerProblem(
            response,
            error instanceof Problem
              ? error
              : new Problem(500, 'ServiceError', 'something went wrong here; please try again'),
          );
        })
        .then(
          () => next(false),
          () => next(false),
        );
    });
  };
  return {
    server,
    routes: { get: (path, handler) => add('get', path, handler), post: (path, handler) => add('post', path, handler) },
  };
}

/** What no route should ever see. */
function refusal(request: Request): Problem | undefined {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity')
    return new Problem(415, 'UnsupportedMediaType', 'send the body without a content-encoding');
  try {
    const path = decodeURIComponent((request.url ?? '').split('?')[0] ?? '');
    if (path.includes('\0'))
      return new Problem(400, 'BadArgument', 'the address holds a character that no address may hold');
  } catch {
    return new Problem(400, 'BadArgument', 'the address is not validly encoded');
  }
  return undefined;
}

function answerProblem(response: Response, problem: Problem): void {
  if (response.headersSent) return void response.end();
  for (const [name, value] of Object.entries(problem.headers)) response.setHeader(name, value);
  answerJson(response, problem.status, problem.body());
}

/** Answers with JSON. */
export function answerJson(response: Response, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

/** The address of the client: the socket's, or what the nearest of the trusted proxies says. */
export function addressOf(
  request: { headers: Request['headers']; socket: Request['socket'] },
  trustedProxies: number,
): string {
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  return (trustedProxies > 0 ? forwarded.at(-trustedProxies) : undefined) ?? request.socket.remoteAddress ?? '';
}

/** Cookies by name. */
export function cookiesOf(request: Request): Record<string, string> {
  const header = request.headers.cookie ?? '';
  return Object.fromEntries(
    header
      .split(';')
      .map((pair) => pair.trim().split(/=(.*)/s))
      .filter(([name]) => name)
      .map(([name = '', value = '']) => [name, value]),
  );
}
