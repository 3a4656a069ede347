import { Problem } from '../http/problem.ts';
import { correlationOf } from '../http/request-facts.ts';
import type { Request } from '../http/server.ts';
import { isUnavailable } from '../services/unavailable.ts';
import type { Logger } from '../telemetry/logger.ts';
import * as metrics from '../telemetry/metrics.ts';

/** Counts and logs an error that nobody foresaw, of a page or of the API: its message may hold what was sent, and is left out. */
export function noteFailure(logger: Logger, request: Request, error: unknown): void {
  if (error instanceof Problem) return;
  const unavailable = isUnavailable(error);
  metrics.errors.inc({ where: unavailable ? 'database' : 'inbox' });
  const told = unavailable ? { err: error } : { trace: error };
  logger.error({ ...told, correlationId: correlationOf(request) }, 'a request of the inbox failed');
}
