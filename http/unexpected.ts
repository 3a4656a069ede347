import { AsyncLocalStorage } from 'node:async_hooks';
import type { Logger } from '../telemetry/logger.ts';
import * as metrics from '../telemetry/metrics.ts';

/** A request, or a stream that it became, in whose work something may go wrong. */
export interface Exchange {
  isOpen(): boolean;
  /** Ends it: its client is told if that is still possible. */
  fail(): void;
}

const exchanges = new AsyncLocalStorage<Exchange>();

/** Does work of an exchange: what is thrown in it, also later and outside of any promise, is known to be its. */
export const within = <T>(exchange: Exchange, work: () => T): T => exchanges.run(exchange, work);

/** What the other side of a connection does to it, where nobody listens to the socket any more. */
const GONE = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

/**
 * Meets what nobody has caught (docs/decisions/0006):
 * - in the work of a request that isn't answered yet: that request fails, everybody else is served on;
 * - a rejected promise that nobody looked at: its work is lost, nothing else is, and the desk goes on;
 * - a peer that went while nobody listened: nothing is lost;
 * - anything else: what it left behind isn't known, so `stop` ends the process in order, for its supervisor to start
 *   another one.
 * All of it is counted and logged, without anything that was sent.
 */
export function meetUnexpected(logger: Logger, stop: () => void): void {
  process.on('unhandledRejection', (error) => {
    metrics.errors.inc({ where: 'rejection' });
    logger.error({ trace: error }, 'a promise was rejected and nobody looked');
  });
  process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
    metrics.errors.inc({ where: 'uncaught' });
    const exchange = exchanges.getStore();
    if (exchange?.isOpen()) {
      logger.error({ trace: error }, 'an error that nobody caught: its request fails, the desk goes on');
      exchange.fail();
    } else if (GONE.has(error.code ?? '')) {
      logger.warn({ trace: error }, 'a connection broke and nobody listened: the desk goes on');
    } else {
      logger.fatal({ trace: error }, 'an error that nobody caught, and what it left behind is not known: stopping');
      stop();
    }
  });
}
