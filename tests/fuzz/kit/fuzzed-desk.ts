import { monitorEventLoopDelay } from 'node:perf_hooks';
import { startDesk } from '../../../app.ts';
import { readConfig } from '../../../config.ts';
import { meetUnexpected } from '../../../http/unexpected.ts';
import { createLogger } from '../../../telemetry/logger.ts';

/*
 * A whole desk in a process of its own, as `main.ts` runs it, that tells its parent what it answers. What it logs, at
 * its most talkative, goes to standard output.
 */
const tell = (message: unknown) => process.send?.(message);
const logger = createLogger('trace');
meetUnexpected(logger, () => process.exit(3));
const desk = await startDesk(readConfig(process.env), logger);
const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();
process.on('message', () => {
  tell({ stalls: { p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 } });
});
tell({ url: desk.url.replace('localhost', '127.0.0.1'), routes: desk.routes });
