import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '../telemetry/logger.ts';
import * as metrics from '../telemetry/metrics.ts';
import { answerProblem } from './answers.ts';
import { isTakenUp } from './pipelined.ts';
import { Problem } from './problem.ts';
import { within } from './unexpected.ts';

/**
 * Guards the listeners of a server's requests: what one throws while it takes up a request fails that request alone, and
 * what its work throws later, outside of any promise, is known to be its (`unexpected.ts`). restify's listeners do much
 * before and after the handlers, and catch nothing.
 */
export function guardHandlers(http: HttpServer, logger: Logger): void {
  for (const event of ['request', 'checkContinue'] as const) {
    const listeners = http.listeners(event) as ((request: IncomingMessage, response: ServerResponse) => void)[];
    http.removeAllListeners(event);
    http.on(event, (request: IncomingMessage, response: ServerResponse) => {
      if (!isTakenUp(request, response)) return;
      const isOpen = () => !response.writableFinished && !response.destroyed;
      const fail = () => {
        if (response.headersSent) response.destroy();
        else answerProblem(response, new Problem(500, 'ServiceError', 'something went wrong here; please try again'));
      };
      within({ isOpen, fail }, () => {
        try {
          for (const listener of listeners) listener.call(http, request, response);
        } catch (error) {
          metrics.errors.inc({ where: 'http' });
          logger.error({ trace: error }, 'a request could not be taken up');
          fail();
        }
      });
    });
  }
}
