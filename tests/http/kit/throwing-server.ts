import { answerJson } from '../../../http/answers.ts';
import { createServer } from '../../../http/server.ts';
import { meetUnexpected } from '../../../http/unexpected.ts';
import { createLogger } from '../../../telemetry/logger.ts';
import { registry } from '../../../telemetry/metrics.ts';

/*
 * A server of the desk's make whose routes go wrong in every way, in a process of its own: what ends a process can't be
 * tried inside the tests'. Prints its port; says when it stops in order.
 */
const MARK = 'Zx7-mark-13912345678';
const fault = () => new Error(`about ${MARK}`);
const logger = createLogger('info');
meetUnexpected(logger, () => {
  console.log('stopped in order');
  process.exit(1);
});
const { server, routes } = createServer(logger);
routes.get('/well', (_request, response) => answerJson(response, 200, {}));
routes.get('/counts', async (_request, response) => {
  const { values = [] } = (await registry.getSingleMetric('policydesk_errors_total')?.get()) ?? {};
  answerJson(response, 200, Object.fromEntries(values.map(({ labels, value }) => [labels.where, value])));
});
const never = () => new Promise<void>(() => undefined);
const later = (work: () => void) => () => {
  setTimeout(work, 1);
  return never();
};
const thrown = () => {
  throw fault();
};
routes.get('/at-once', thrown);
routes.get('/rejected', () => Promise.reject(fault()));
routes.get('/in-a-timer', later(thrown));
routes.get(
  '/in-a-timer-of-a-timer',
  later(() => setImmediate(thrown)),
);
routes.get(
  '/by-an-emitter',
  later(() => process.nextTick(thrown)),
);
routes.get('/after-the-head', (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.write('half');
  setTimeout(thrown, 1);
  return never();
});
routes.get('/after-the-answer', (_request, response) => {
  answerJson(response, 200, {});
  void Promise.reject(fault());
});
routes.get('/twice', (_request, response) => {
  answerJson(response, 200, {});
  answerJson(response, 200, {});
});
routes.get('/not-an-error', () => {
  throw undefined;
});
server.listen(0, '127.0.0.1', () => {
  console.log(`port ${server.address().port}`);
  // Outside of any request: nobody knows what this leaves behind.
  process.on('SIGUSR2', () => setImmediate(thrown));
});
