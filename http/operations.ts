import { registry } from '../telemetry/metrics.ts';
import { answerJson, type Routes } from './server.ts';

/** What the people who run the desk look at: is it alive, may it get requests, and its numbers. */
export function operations(
  routes: Routes,
  { ready, refresh }: { ready: () => Promise<void>; refresh: () => Promise<void> },
): void {
  routes.get('/health/live', (_request, response) => answerJson(response, 200, { status: 'live' }));

  routes.get('/health/ready', async (_request, response) => {
    try {
      await ready();
      answerJson(response, 200, { status: 'ready' });
    } catch {
      // Why stands in the log and the metrics; an address or a name of the database is nobody's business here.
      answerJson(response, 503, { status: 'not ready', because: 'the database does not keep what a turn would write' });
    }
  });

  routes.get('/metrics', async (_request, response) => {
    await refresh().catch(() => undefined); // what can be told without the database is told all the same
    const body = await registry.metrics();
    response.writeHead(200, { 'content-type': registry.contentType });
    response.end(body);
  });
}
