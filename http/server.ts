import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import restify from 'restify';
import { LONGEST_ID_IN_ADDRESS } from '../services/ids.ts';
import type { Timer } from '../services/time/timer.ts';
import { isUnavailable } from '../services/unavailable.ts';
import type { Logger } from '../telemetry/logger.ts';
import * as metrics from '../telemetry/metrics.ts';
import { refusal, toOriginForm } from './admission.ts';
import { answerProblem } from './answers.ts';
import { cameByTls } from './client.ts';
import { allowSites, answerPreflight, isOpenToSites } from './cors.ts';
import { guardHandlers } from './guarded.ts';
import { everyAnswer } from './headers.ts';
import { lingerOnAnswers } from './lingering.ts';
import { keepPace, PACES, type Paces } from './pace.ts';
import { Problem } from './problem.ts';
import { correlationOf, KNOWN } from './request-facts.ts';
import { refuseUnreadable } from './unreadable.ts';

export type Request = restify.Request;
export type Response = restify.Response;
export type Server = restify.Server;

/** A route's work. What it throws is answered: a {@link Problem} as it says, anything else as a 500 that says nothing. */
export type Handler = (request: Request, response: Response) => Promise<void> | void;

export interface Routes {
  get(path: string, handler: Handler): void;
  post(path: string, handler: Handler): void;
}

/** How long a client may take. A stream is no request any more. */
export interface Patience extends Paces {
  /** To send a whole request, however steadily: the largest upload at a slow line's rate. */
  requestMs: number;
  /** To send its headers, also the first one's of a connection. */
  headersMs: number;
  /** Between two requests on a connection. */
  idleMs: number;
}

export const PATIENCE: Patience = {
  ...PACES,
  requestMs: 30 * 60_000,
  headersMs: 10_000,
  idleMs: 65_000,
};

export interface ServerOptions {
  patience?: Partial<Patience>;
  /** For the paces; Node counts the rest. */
  timer?: Timer;
  /** Proxies in front whose word about a client is believed. */
  trustedProxies?: number;
  /** Prefixes of addresses that pages of any site may call. */
  openToSites?: readonly string[];
}

/**
 * A restify server that nobody can end from outside (the traps are in docs/decisions/0006): compressed bodies and
 * paths that don't decode are refused before any route, every error is answered as JSON, and no handler's value or
 * error reaches restify, which would log the request with its token.
 */
export function createServer(
  logger: Logger,
  { patience: given = {}, timer, trustedProxies = 0, openToSites = [] }: ServerOptions = {},
): { server: Server; routes: Routes } {
  const patience = { ...PATIENCE, ...given };
  const server = restify.createServer({
    name: '',
    ignoreTrailingSlash: true,
    handleUncaughtExceptions: false,
    // find-my-way's, in characters of the address: whatever is taken for an id can be asked for.
    ...{ maxParamLength: LONGEST_ID_IN_ADDRESS },
  });
  const http = server.server;
  Object.assign(http, {
    requestTimeout: patience.requestMs,
    headersTimeout: patience.headersMs,
    connectionsCheckingInterval: patience.lookMs, // Node's own 30 s would let everybody take that much longer
    requireHostHeader: false, // Node would refuse it without our words; `refusal` does
    keepAliveTimeout: patience.idleMs,
    maxRequestsPerSocket: 0,
  });
  http.on('clientError', refuseUnreadable);
  // Node would answer without a word and without our headers.
  http.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    everyAnswer(response, { correlationId: randomUUID(), tls: false });
    answerProblem(
      response,
      new Problem(417, 'ExpectationFailed', 'expect 100-continue or nothing', { connection: 'close' }),
    );
  });
  lingerOnAnswers(http);
  keepPace(http, patience, timer);
  guardHandlers(http, logger);

  server.pre((request, response, next) => {
    toOriginForm(request);
    // restify's own is made of the Host header, outside of any handler: `Host: [` would end the process.
    Object.assign(request, { getUrl: () => new URL(`http://localhost${request.url === '*' ? '/*' : request.url}`) });
    const known = { correlationId: randomUUID(), tls: cameByTls(request, trustedProxies) };
    KNOWN.set(request, known);
    everyAnswer(response, known);
    const isOpen = isOpenToSites(request, openToSites);
    if (isOpen) allowSites(response);
    const problem = refusal(request);
    if (problem) answerProblem(response, problem);
    else if (isOpen && request.method === 'OPTIONS') answerPreflight(request, response);
    else return next();
    return next(false);
  });
  // Its last argument is never called: restify would then answer once more, which ends the process.
  server.on('restifyError', (_request: Request, response: Response, error: { statusCode?: number }) =>
    answerProblem(response, unrouted(error.statusCode ?? 500)),
  );

  const add = (method: 'get' | 'head' | 'post', path: string, handler: Handler) => {
    server[method](path, (request: Request, response: Response, next: restify.Next) => {
      Promise.resolve()
        .then(() => handler(request, response))
        .catch((error: unknown) => {
          if (!(error instanceof Problem)) {
            const unavailable = isUnavailable(error);
            metrics.errors.inc({ where: unavailable ? 'database' : 'http' });
            // The message of an error that nobody foresaw may hold what was sent.
            const told = unavailable ? { err: error } : { trace: error };
            logger.error({ ...told, correlationId: correlationOf(request), route: path }, 'a request failed');
          }
          answerProblem(response, problemOf(error));
        })
        .then(
          () => next(false),
          () => next(false),
        );
    });
  };
  return {
    server,
    routes: {
      get: (path, handler) => {
        add('get', path, handler);
        add('head', path, handler); // Node leaves the body out
      },
      post: (path, handler) => add('post', path, handler),
    },
  };
}

/** What is told of an error: of one that nobody foresaw, nothing. */
function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isUnavailable(error))
    return new Problem(503, 'ServiceUnavailable', 'nothing can be kept at this moment; please send it again', {
      'retry-after': '2',
    });
  return new Problem(500, 'ServiceError', 'something went wrong here; please try again');
}

/** What restify found no route for. */
function unrouted(status: number): Problem {
  if (status === 404) return new Problem(404, 'NotFound', 'there is nothing at this address');
  if (status === 405) return new Problem(405, 'MethodNotAllowed', 'this address does not take this method');
  return new Problem(status, 'BadArgument', 'the request could not be read');
}
