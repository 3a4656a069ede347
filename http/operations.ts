import { timingSafeEqual } from 'node:crypto';
import { sha256 } from '../services/ids.ts';
import { registry } from '../telemetry/metrics.ts';
import { answerJson } from './answers.ts';
import { isFromHere } from './client.ts';
import { answerCompressed } from './encoding.ts';
import { Problem } from './problem.ts';
import type { Request, Routes } from './server.ts';

export interface OperationsParts {
  /** Whether everything is there that an answer in good time needs. */
  isPrepared: () => boolean;
  /** Throws where the database doesn't take turns. */
  ready: () => Promise<void>;
  /** What should be looked after, though requests are answered. */
  warnings?: () => readonly string[];
  /** Brings the numbers up to date that aren't counted as they change. */
  refresh: () => Promise<void>;
  /** Who may read the numbers: whoever shows the token; where there is none, only this machine. */
  reader: { token: string | undefined; trustedProxies: number };
}

/** What the people who run the desk look at: is it alive, may it get requests, and its numbers. */
export function operations(
  routes: Routes,
  { isPrepared, ready, warnings = () => [], refresh, reader }: OperationsParts,
): void {
  routes.get('/health/live', (_request, response) => answerJson(response, 200, { status: 'live' }));

  routes.get('/health/ready', async (_request, response) => {
    if (!isPrepared())
      return answerJson(response, 503, { status: 'not ready', because: 'the desk still learns how customers speak' });
    try {
      await ready();
      const found = warnings();
      answerJson(response, 200, { status: 'ready', ...(found.length > 0 ? { warnings: found } : {}) });
    } catch {
      // Why stands in the log and the metrics; an address or a name of the database is nobody's business here.
      answerJson(response, 503, { status: 'not ready', because: 'the database does not keep what a turn would write' });
    }
  });

  routes.get('/metrics', async (request, response) => {
    refuseUnlessReader(request, reader);
    await refresh().catch(() => undefined); // what can be told without the database is told all the same
    const body = await registry.metrics();
    await answerCompressed(
      response,
      { 'content-type': registry.contentType, 'cache-control': 'no-store' },
      Buffer.from(body),
    );
  });
}

function refuseUnlessReader(request: Request, { token, trustedProxies }: OperationsParts['reader']): void {
  if (token === undefined) {
    if (isFromHere(request, trustedProxies)) return;
    throw new Problem(
      403,
      'Forbidden',
      'only this machine may read the metrics, asking for localhost: set METRICS_TOKEN and send it as "Authorization: Bearer …"',
    );
  }
  const [, given = ''] = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (timingSafeEqual(Buffer.from(sha256(given), 'hex'), Buffer.from(sha256(token), 'hex'))) return;
  throw new Problem(401, 'Unauthorized', 'send METRICS_TOKEN as "Authorization: Bearer …"', {
    'www-authenticate': 'Bearer',
  });
}
